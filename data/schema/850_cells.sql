-- Cells counted beforehand: what a map tile below zoom 7 and the legend read instead of a million facilities.

CREATE TABLE facility_cell (
    scored_on date NOT NULL REFERENCES risk_run ON DELETE CASCADE,
    zoom integer NOT NULL CHECK (zoom BETWEEN 0 AND 6),
    cell_x integer NOT NULL,
    cell_y integer NOT NULL,
    region_code text NOT NULL REFERENCES region,
    law text NOT NULL CHECK (law IN ('labour', 'industrial_safety')),
    hazard_type_code text REFERENCES hazard_type,
    degree degree NOT NULL,
    facility_count integer NOT NULL CHECK (facility_count > 0),
    gross_count integer NOT NULL CHECK (gross_count >= 0),
    significant_count integer NOT NULL CHECK (significant_count >= 0),
    minor_count integer NOT NULL CHECK (minor_count >= 0),
    clean_count integer NOT NULL CHECK (clean_count >= 0),
    not_inspected_count integer NOT NULL CHECK (not_inspected_count >= 0),
    no_data_count integer NOT NULL CHECK (no_data_count >= 0),
    lon_sum double precision NOT NULL,
    lat_sum double precision NOT NULL,
    UNIQUE NULLS NOT DISTINCT (scored_on, zoom, law, hazard_type_code, cell_x, cell_y, region_code, degree),
    CHECK (facility_count = gross_count + significant_count + minor_count + clean_count + not_inspected_count + no_data_count)
);
COMMENT ON TABLE facility_cell IS 'Facilities counted beforehand by cell, so that a tile costs the same at any number of facilities.';
COMMENT ON COLUMN facility_cell.zoom IS 'Zoom of the tiles that read the row: 3 to 6; at 0 the whole country is one cell, for totals.';
COMMENT ON COLUMN facility_cell.cell_x IS 'Web Mercator cell, sixteen to the side of a tile of that zoom, counted from the west; 0 at zoom 0, and there -1 for facilities without a point.';
COMMENT ON COLUMN facility_cell.hazard_type_code IS 'Null: facilities of every hazard type together, so that a map without that filter reads few rows.';
COMMENT ON COLUMN facility_cell.degree IS 'Degree under the law of the row; the violation counts are of facilities by violation class of 12 quarters.';
COMMENT ON COLUMN facility_cell.lon_sum IS 'Sum of longitudes, degrees: divided by the count it places the cluster at the mean of its members.';

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
    WITH on_map AS (
        SELECT f.region_code, f.hazard_type_code, s.safety_degree, s.labour_degree, s.violation_class,
            ST_X(f.geom) AS lon, ST_Y(f.geom) AS lat,
            CAST(floor(mercator_x(ST_X(f.geom), 10)) AS integer) AS x, CAST(floor(mercator_y(ST_Y(f.geom), 10)) AS integer) AS y
        FROM facility f JOIN risk_score s USING (facility_id)
        WHERE s.valid_from <= day AND s.valid_to > day
    ),
    counted_at_the_finest AS MATERIALIZED (
        SELECT x, y, region_code, hazard_type_code, safety_degree, labour_degree, violation_class,
            count(*) AS n, sum(lon) AS lon, sum(lat) AS lat
        FROM on_map
        GROUP BY 1, 2, 3, 4, 5, 6, 7
    ),
    under_each_law AS (
        SELECT c.*, l.law, l.degree
        FROM counted_at_the_finest c,
            LATERAL (VALUES ('industrial_safety', c.safety_degree), ('labour', c.labour_degree)) AS l (law, degree)
    ),
    in_each_zoom AS (
        SELECT u.*, z.zoom, coalesce(u.x >> z.coarser, -1) AS cell_x, coalesce(u.y >> z.coarser, -1) AS cell_y
        FROM under_each_law u JOIN (VALUES (0, 10), (3, 3), (4, 2), (5, 1), (6, 0)) AS z (zoom, coarser)
            ON z.zoom = 0 OR u.x IS NOT NULL
    )
    INSERT INTO facility_cell
    SELECT day, zoom, cell_x, cell_y, region_code, law, hazard_type_code, degree, sum(n),
        coalesce(sum(n) FILTER (WHERE violation_class = 'gross'), 0),
        coalesce(sum(n) FILTER (WHERE violation_class = 'significant'), 0),
        coalesce(sum(n) FILTER (WHERE violation_class = 'minor'), 0),
        coalesce(sum(n) FILTER (WHERE violation_class = 'clean'), 0),
        coalesce(sum(n) FILTER (WHERE violation_class = 'not_inspected'), 0),
        coalesce(sum(n) FILTER (WHERE violation_class = 'no_data'), 0),
        coalesce(sum(lon), 0), coalesce(sum(lat), 0)
    FROM in_each_zoom
    GROUP BY GROUPING SETS ((zoom, cell_x, cell_y, region_code, law, degree),
                            (zoom, cell_x, cell_y, region_code, law, degree, hazard_type_code));
$$;
COMMENT ON FUNCTION count_cells IS 'Counts the facilities of a scored day into the cells of zooms 3 to 6, and of the whole country, each also over all hazard types.';
