-- Facilities alike in all the map can be narrowed or coloured by, counted: what far-out tiles and counts read under filters that cells
-- and totals do not know, and what these are moved by. Kept up to date by what changed.

CREATE TABLE facility_alike (
    valid_from date NOT NULL,
    valid_to date NOT NULL DEFAULT 'infinity' CHECK (valid_to > valid_from),
    cell_x smallint NOT NULL,
    cell_y smallint NOT NULL,
    marks integer NOT NULL,
    labour_mark integer NOT NULL GENERATED ALWAYS AS (mark_of(marks, 'labour_degree')) STORED,
    safety_mark integer NOT NULL GENERATED ALWAYS AS (mark_of(marks, 'safety_degree')) STORED,
    size_class size_class NOT NULL,
    facility_count integer NOT NULL CHECK (facility_count > 0),
    lon_e6_sum bigint NOT NULL,
    lat_e6_sum bigint NOT NULL,
    region_code text NOT NULL,
    district_code text NOT NULL,
    hazard_type_code text NOT NULL,
    activity_code text NOT NULL,
    PRIMARY KEY (valid_to, cell_x, cell_y, marks, size_class, region_code, district_code, hazard_type_code, activity_code)
        INCLUDE (valid_from, labour_mark, safety_mark, facility_count, lon_e6_sum, lat_e6_sum)  -- the index alone answers for a day
);
CREATE INDEX facility_alike_of_region ON facility_alike (region_code, valid_to);  -- one a filter: small, and several are combined
CREATE INDEX facility_alike_of_district ON facility_alike (district_code, valid_to);
CREATE INDEX facility_alike_of_hazard ON facility_alike (hazard_type_code, valid_to);
CREATE INDEX facility_alike_of_activity ON facility_alike (activity_code, valid_to);
CREATE INDEX facility_alike_of_size ON facility_alike (size_class, valid_to);
CREATE INDEX facility_alike_of_labour_degree ON facility_alike (labour_mark, valid_to);
CREATE INDEX facility_alike_of_safety_degree ON facility_alike (safety_mark, valid_to);
COMMENT ON TABLE facility_alike IS 'Facilities of a cell alike in all the map can be narrowed or coloured by, counted from the run of valid_from until the run that changed the count; empty codes: none known.';
COMMENT ON COLUMN facility_alike.cell_x IS 'Tile of zoom 10 that holds the points, a cell of a map tile of zoom 6; -1 for facilities without a point, whose sums are 0.';
COMMENT ON COLUMN facility_alike.marks IS 'As risk_score.marks, the harm potential left out: no mark of several facilities shows it.';
COMMENT ON COLUMN facility_alike.labour_mark IS 'Number of the degree under labour law (degree_mark), out of marks; safety_mark that under industrial safety.';
COMMENT ON COLUMN facility_alike.lon_e6_sum IS 'Sum of longitudes, millionths of a degree: divided by the count it places the cluster at the mean of its members.';

CREATE FUNCTION alike_moved_on(day date, is_anew boolean) RETURNS TABLE (
    cell_x smallint, cell_y smallint, marks integer, size_class size_class, region_code text, district_code text, hazard_type_code text,
    activity_code text, facility_count bigint, lon_e6_sum bigint, lat_e6_sum bigint
) LANGUAGE sql STABLE AS $$
    WITH begun_and_ended AS (
        SELECT 1 AS sign, s.cell_x, s.cell_y, s.marks, s.size_class, s.region_code, s.district_code, s.hazard_type_code, s.activity_code,
            s.lon_e6, s.lat_e6
        FROM risk_score s WHERE s.valid_to = 'infinity' AND (s.valid_from = day OR is_anew)
        UNION ALL
        SELECT -1, s.cell_x, s.cell_y, s.marks, s.size_class, s.region_code, s.district_code, s.hazard_type_code, s.activity_code, s.lon_e6, s.lat_e6
        FROM risk_score s WHERE s.valid_to = day AND NOT is_anew
    )
    SELECT CAST(coalesce(b.cell_x, -1) AS smallint), CAST(coalesce(b.cell_y, -1) AS smallint), b.marks - 10000000 * mark_of(b.marks, 'harm_potential'),
        b.size_class, b.region_code, coalesce(b.district_code, ''), b.hazard_type_code, coalesce(b.activity_code, ''),
        sum(sign), coalesce(sum(sign * CAST(lon_e6 AS bigint)), 0), coalesce(sum(sign * CAST(lat_e6 AS bigint)), 0)
    FROM begun_and_ended b
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
    HAVING sum(sign) <> 0 OR sum(sign * CAST(lon_e6 AS bigint)) <> 0 OR sum(sign * CAST(lat_e6 AS bigint)) <> 0
$$;
COMMENT ON FUNCTION alike_moved_on IS 'By how much the run of a day moved each count of facilities alike; all of the day where they are counted anew.';

CREATE FUNCTION count_alike(day date, is_anew boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    CREATE TEMP TABLE moved ON COMMIT DROP AS SELECT * FROM alike_moved_on(day, is_anew);
    ANALYZE moved;
    CREATE TEMP TABLE before ON COMMIT DROP AS
    SELECT a.* FROM facility_alike a
    JOIN moved m USING (cell_x, cell_y, marks, size_class, region_code, district_code, hazard_type_code, activity_code)
    WHERE a.valid_to = 'infinity';
    ANALYZE before;

    UPDATE facility_alike a SET valid_to = day FROM before b
    WHERE a.valid_to = 'infinity'
      AND (a.cell_x, a.cell_y, a.marks, a.size_class, a.region_code, a.district_code, a.hazard_type_code, a.activity_code)
        = (b.cell_x, b.cell_y, b.marks, b.size_class, b.region_code, b.district_code, b.hazard_type_code, b.activity_code);
    INSERT INTO facility_alike (valid_from, cell_x, cell_y, marks, size_class, region_code, district_code, hazard_type_code, activity_code,
        facility_count, lon_e6_sum, lat_e6_sum)
    SELECT day, m.cell_x, m.cell_y, m.marks, m.size_class, m.region_code, m.district_code, m.hazard_type_code, m.activity_code,
        m.facility_count + coalesce(b.facility_count, 0), m.lon_e6_sum + coalesce(b.lon_e6_sum, 0), m.lat_e6_sum + coalesce(b.lat_e6_sum, 0)
    FROM moved m LEFT JOIN before b USING (cell_x, cell_y, marks, size_class, region_code, district_code, hazard_type_code, activity_code)
    WHERE m.facility_count + coalesce(b.facility_count, 0) > 0;
    DROP TABLE moved, before;
END $$;
COMMENT ON FUNCTION count_alike IS 'Moves the counts of facilities alike by what the run of a day changed; the first run fills them.';
