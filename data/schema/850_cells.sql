-- Cells counted beforehand: what a map tile below zoom 7 and the legend read instead of a million facilities.

CREATE TABLE facility_cell (
    scored_on date NOT NULL REFERENCES risk_run ON DELETE CASCADE,
    zoom integer NOT NULL CHECK (zoom BETWEEN 0 AND 6),
    cell_x integer NOT NULL,
    cell_y integer NOT NULL,
    region_code text NOT NULL,
    law text NOT NULL CHECK (law IN ('labour', 'industrial_safety')),
    hazard_type_code text,
    degree degree NOT NULL,
    facility_count integer NOT NULL CHECK (facility_count > 0),
    gross_count integer NOT NULL,
    significant_count integer NOT NULL,
    minor_count integer NOT NULL,
    clean_count integer NOT NULL,
    not_inspected_count integer NOT NULL,
    no_data_count integer NOT NULL,
    lon_sum double precision NOT NULL,
    lat_sum double precision NOT NULL,
    CHECK (facility_count = gross_count + significant_count + minor_count + clean_count + not_inspected_count + no_data_count)
);
COMMENT ON TABLE facility_cell IS 'Facilities counted beforehand by cell, so that a tile costs the same at any number of facilities.';
COMMENT ON COLUMN facility_cell.zoom IS 'Zoom of the tiles that read the row: 3 to 6; at 0 the whole country is one cell, for totals.';
COMMENT ON COLUMN facility_cell.cell_x IS 'Web Mercator cell, sixteen to the side of a tile of that zoom, counted from the west; 0 at zoom 0, and there -1 for facilities without a point.';
COMMENT ON COLUMN facility_cell.hazard_type_code IS 'Null: facilities of every hazard type together, so that a map without that filter reads few rows.';
COMMENT ON COLUMN facility_cell.degree IS 'Degree under the law of the row; the violation counts are of facilities by violation class of 12 quarters.';
COMMENT ON COLUMN facility_cell.lon_sum IS 'Sum of longitudes, degrees: divided by the count it places the cluster at the mean of its members.';
CREATE INDEX facility_cell_by_tile ON facility_cell (scored_on, zoom, law, hazard_type_code, cell_x, cell_y);

CREATE FUNCTION count_cells(day date) RETURNS void LANGUAGE sql AS $$
    DELETE FROM facility_cell WHERE scored_on = day;
    WITH placed AS (
        SELECT f.region_code, f.hazard_type_code, s.safety_degree, s.labour_degree, s.violation_class,
            ST_X(f.geom) AS lon, ST_Y(f.geom) AS lat,
            CAST(floor(mercator_x(ST_X(f.geom), 10)) AS integer) AS x, CAST(floor(mercator_y(ST_Y(f.geom), 10)) AS integer) AS y
        FROM facility f JOIN risk_score s USING (facility_id)
        WHERE s.valid_from <= day AND s.valid_to > day
    ),
    under_each_law AS (
        SELECT p.*, l.law, l.degree
        FROM placed p, LATERAL (VALUES ('industrial_safety', p.safety_degree), ('labour', p.labour_degree)) AS l (law, degree)
    ),
    counted_at_the_finest AS MATERIALIZED (
        SELECT x, y, region_code, law, hazard_type_code, degree,
            CAST(count(*) AS integer) AS facilities,
            CAST(count(*) FILTER (WHERE violation_class = 'gross') AS integer) AS gross,
            CAST(count(*) FILTER (WHERE violation_class = 'significant') AS integer) AS significant,
            CAST(count(*) FILTER (WHERE violation_class = 'minor') AS integer) AS minor,
            CAST(count(*) FILTER (WHERE violation_class = 'clean') AS integer) AS clean,
            CAST(count(*) FILTER (WHERE violation_class = 'not_inspected') AS integer) AS not_inspected,
            CAST(count(*) FILTER (WHERE violation_class = 'no_data') AS integer) AS no_data,
            coalesce(sum(lon), 0) AS lon, coalesce(sum(lat), 0) AS lat
        FROM under_each_law
        GROUP BY 1, 2, 3, 4, 5, 6
    ),
    in_each_zoom AS (
        SELECT c.*, z.zoom, coalesce(c.x >> z.coarser, -1) AS cell_x, coalesce(c.y >> z.coarser, -1) AS cell_y
        FROM counted_at_the_finest c JOIN (VALUES (0, 10), (3, 3), (4, 2), (5, 1), (6, 0)) AS z (zoom, coarser)
            ON z.zoom = 0 OR c.x IS NOT NULL
    )
    INSERT INTO facility_cell
    SELECT day, zoom, cell_x, cell_y, region_code, law, hazard_type_code, degree, sum(facilities),
        sum(gross), sum(significant), sum(minor), sum(clean), sum(not_inspected), sum(no_data), sum(lon), sum(lat)
    FROM in_each_zoom
    GROUP BY GROUPING SETS ((zoom, cell_x, cell_y, region_code, law, degree),
                            (zoom, cell_x, cell_y, region_code, law, degree, hazard_type_code));
$$;
COMMENT ON FUNCTION count_cells IS 'Counts the facilities of a scored day into the cells of zooms 3 to 6, and of the whole country, each also over all hazard types.';
