-- Cells counted beforehand: what a national map tile reads instead of a million facilities.

CREATE FUNCTION mercator_x(lon double precision, zoom integer) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (lon + 180) / 360 * 2.0 ^ zoom
$$;
COMMENT ON FUNCTION mercator_x IS 'Column of a longitude in tiles of a zoom, counted from the west (Web Mercator, fractional).';

CREATE FUNCTION mercator_y(lat double precision, zoom integer) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (1 - asinh(tan(radians(lat))) / pi()) / 2 * 2.0 ^ zoom
$$;
COMMENT ON FUNCTION mercator_y IS 'Row of a latitude in tiles of a zoom, counted from the north (Web Mercator, fractional).';

CREATE FUNCTION count_cells(day date) RETURNS void LANGUAGE sql AS $$
    DELETE FROM facility_cell WHERE scored_on = day;
    WITH on_map AS MATERIALIZED (
        SELECT f.region_code, f.hazard_type_code, s.safety_degree, s.labour_degree, s.violation_class,
            ST_X(f.geom) AS lon, ST_Y(f.geom) AS lat, mercator_x(ST_X(f.geom), 0) AS x, mercator_y(ST_Y(f.geom), 0) AS y
        FROM facility f JOIN risk_score s USING (facility_id)
        WHERE f.geom IS NOT NULL AND s.valid_from <= day AND s.valid_to > day
    )
    INSERT INTO facility_cell
    SELECT day, zoom, CAST(floor(x * 8 * 2 ^ zoom) AS integer), CAST(floor(y * 8 * 2 ^ zoom) AS integer),
        region_code, hazard_type_code, safety_degree, labour_degree, violation_class, count(*), sum(lon), sum(lat)
    FROM on_map, generate_series(3, 6) AS zoom
    GROUP BY 2, 3, 4, 5, 6, 7, 8, 9;
$$;
COMMENT ON FUNCTION count_cells IS 'Counts the facilities of a scored day into the cells of zooms 3 to 6.';
