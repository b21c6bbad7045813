-- Counted beforehand: what a map tile below zoom 7 and the legend read instead of a million facilities. Kept up to date by what changed.

CREATE TABLE facility_cell (
    colour text NOT NULL,
    zoom integer NOT NULL CHECK (zoom BETWEEN 3 AND 6),
    cell_x integer NOT NULL,
    cell_y integer NOT NULL,
    region_code text NOT NULL,
    mark integer NOT NULL,
    valid_from date NOT NULL,
    valid_to date NOT NULL DEFAULT 'infinity' CHECK (valid_to > valid_from),
    facility_count integer NOT NULL CHECK (facility_count > 0),
    gross_count integer NOT NULL,
    significant_count integer NOT NULL,
    minor_count integer NOT NULL,
    clean_count integer NOT NULL,
    not_inspected_count integer NOT NULL,
    lon_e6_sum bigint NOT NULL,
    lat_e6_sum bigint NOT NULL,
    PRIMARY KEY (zoom, colour, valid_to, cell_x, cell_y, region_code, mark)  -- of a day nothing earlier is read
);
COMMENT ON TABLE facility_cell IS 'Facilities counted beforehand by cell and class of a colouring, from the run of valid_from until the run that changed the count.';
COMMENT ON COLUMN facility_cell.colour IS 'Colouring of the map (map_colours); mark is the class in it.';
COMMENT ON COLUMN facility_cell.cell_x IS 'Web Mercator cell, sixteen to the side of a tile of the zoom, counted from the west.';
COMMENT ON COLUMN facility_cell.gross_count IS 'Of them by violation class of 12 quarters: gross, significant, minor, clean, not inspected; the rest is without data.';
COMMENT ON COLUMN facility_cell.lon_e6_sum IS 'Sum of longitudes, millionths of a degree: divided by the count it places the cluster at the mean of its members.';

CREATE TABLE facility_total (
    colour text NOT NULL,
    region_code text NOT NULL,
    district_code text NOT NULL,
    hazard_type_code text NOT NULL,
    activity_code text NOT NULL,
    size_class size_class NOT NULL,
    is_on_map boolean NOT NULL,
    mark integer NOT NULL,
    valid_from date NOT NULL,
    valid_to date NOT NULL DEFAULT 'infinity' CHECK (valid_to > valid_from),
    facility_count integer NOT NULL CHECK (facility_count > 0),
    PRIMARY KEY (colour, region_code, district_code, hazard_type_code, activity_code, size_class, is_on_map, mark, valid_from)
);
COMMENT ON TABLE facility_total IS 'Facilities counted beforehand by every choice of the map''s filters, for legends and counts beside the choices; empty codes: none known.';

-- Both read the temporary table moved: counts of facilities alike that a scoring took away and brought (alike_of).
CREATE FUNCTION cells_moved() RETURNS TABLE (
    colour text, zoom integer, cell_x integer, cell_y integer, region_code text, mark integer,
    facility_count bigint, gross_count bigint, significant_count bigint, minor_count bigint, clean_count bigint, not_inspected_count bigint,
    lon_e6_sum bigint, lat_e6_sum bigint
) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH placed AS (
        SELECT m.region_code, m.marks, CAST(m.cell_x AS integer) AS x, CAST(m.cell_y AS integer) AS y,
            m.facility_count AS n, m.lon_e6_sum AS lon, m.lat_e6_sum AS lat
        FROM moved m
        WHERE m.cell_x >= 0
    ),
    counted_by_all_marks AS (
        SELECT x, y, region_code, marks, marks / 100 % 10 AS violations, sum(n) AS n, sum(lon) AS lon, sum(lat) AS lat
        FROM placed
        GROUP BY x, y, region_code, marks
        HAVING sum(n) <> 0 OR sum(lon) <> 0 OR sum(lat) <> 0
    ),
    counted_at_the_finest AS MATERIALIZED (
        SELECT c.colour, x, y, region_code, marks / c.place % 10 AS mark,
            sum(n) AS n, coalesce(sum(n) FILTER (WHERE violations = 5), 0) AS gross, coalesce(sum(n) FILTER (WHERE violations = 4), 0) AS significant,
            coalesce(sum(n) FILTER (WHERE violations = 3), 0) AS minor, coalesce(sum(n) FILTER (WHERE violations = 2), 0) AS clean,
            coalesce(sum(n) FILTER (WHERE violations = 1), 0) AS not_inspected, sum(lon) AS lon, sum(lat) AS lat
        FROM counted_by_all_marks, map_colours() c
        GROUP BY c.colour, x, y, region_code, marks / c.place % 10
        HAVING sum(n) <> 0 OR sum(lon) <> 0 OR sum(lat) <> 0 OR bool_or(violations > 0)
    )
    SELECT f.colour, z.zoom, f.x >> z.coarser, f.y >> z.coarser, f.region_code, f.mark,
        CAST(sum(n) AS bigint), CAST(sum(gross) AS bigint), CAST(sum(significant) AS bigint), CAST(sum(minor) AS bigint), CAST(sum(clean) AS bigint),
        CAST(sum(not_inspected) AS bigint), CAST(sum(lon) AS bigint), CAST(sum(lat) AS bigint)
    FROM counted_at_the_finest f, (VALUES (3, 3), (4, 2), (5, 1), (6, 0)) AS z (zoom, coarser)
    GROUP BY f.colour, z.zoom, f.x >> z.coarser, f.y >> z.coarser, f.region_code, f.mark
    HAVING sum(n) <> 0 OR sum(gross) <> 0 OR sum(significant) <> 0 OR sum(minor) <> 0 OR sum(clean) <> 0 OR sum(not_inspected) <> 0
        OR sum(lon) <> 0 OR sum(lat) <> 0;
END $$;
COMMENT ON FUNCTION cells_moved IS 'By how much a scoring moved each cell.';

CREATE FUNCTION totals_moved() RETURNS TABLE (
    colour text, region_code text, district_code text, hazard_type_code text, activity_code text, size_class size_class,
    is_on_map boolean, mark integer, facility_count bigint
) LANGUAGE plpgsql STABLE AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    WITH counted_by_all_marks AS (
        SELECT m.region_code, m.district_code, m.hazard_type_code, m.activity_code, m.size_class, m.cell_x >= 0 AS is_on_map, m.marks,
            sum(m.facility_count) AS n
        FROM moved m
        GROUP BY 1, 2, 3, 4, 5, 6, 7
    )
    SELECT c.colour, region_code, district_code, hazard_type_code, activity_code, size_class, is_on_map,
        marks / c.place % 10, CAST(sum(n) AS bigint)
    FROM counted_by_all_marks, map_colours() c
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
    HAVING sum(n) <> 0;
END $$;
COMMENT ON FUNCTION totals_moved IS 'By how much a scoring moved each total.';
