-- Facilities of one kind, degree and violation class, counted by cell with their classes in every colouring: what far-out tiles read under
-- filters that meet. Kept up to date by what changed.

CREATE TABLE facility_kind (
    zoom integer NOT NULL CHECK (zoom IN (4, 6)),
    is_of_all boolean NOT NULL,
    valid_from date NOT NULL,
    valid_to date NOT NULL DEFAULT 'infinity' CHECK (valid_to > valid_from),
    cell_x smallint NOT NULL,
    cell_y smallint NOT NULL,
    marks integer NOT NULL CHECK (marks BETWEEN 0 AND 999),
    labour_mark integer NOT NULL GENERATED ALWAYS AS (mark_of(marks, 'labour_degree')) STORED,
    safety_mark integer NOT NULL GENERATED ALWAYS AS (mark_of(marks, 'safety_degree')) STORED,
    size_class size_class NOT NULL,
    size_mark integer NOT NULL GENERATED ALWAYS AS (size_mark(size_class)) STORED,
    facility_count integer NOT NULL CHECK (facility_count > 0),
    lon_e6_sum bigint NOT NULL,
    lat_e6_sum bigint NOT NULL,
    worst_marks integer NOT NULL,
    overdue_known integer NOT NULL,
    overdue_bad integer NOT NULL,
    inspected_known integer NOT NULL,
    inspected_bad integer NOT NULL,
    accidents_known integer NOT NULL,
    accidents_bad integer NOT NULL,
    insurance_known integer NOT NULL,
    insurance_bad integer NOT NULL,
    probability_known integer NOT NULL,
    probability_bad integer NOT NULL,
    region_code text NOT NULL,
    hazard_type_code text NOT NULL,
    activity_code text NOT NULL,
    PRIMARY KEY (zoom, is_of_all, valid_to, hazard_type_code, size_mark, activity_code, marks, cell_x, cell_y, region_code)
);
CREATE INDEX facility_kind_of_place ON facility_kind (valid_to, cell_x, cell_y) WHERE zoom = 6 AND NOT is_of_all;  -- far out, a tile is half of the country
CREATE INDEX facility_kind_of_activity ON facility_kind (activity_code, zoom, valid_to);  -- one a filter: small, and several are combined
CREATE INDEX facility_kind_of_size ON facility_kind (size_mark, zoom, valid_to);
CREATE INDEX facility_kind_of_labour_degree ON facility_kind (labour_mark, zoom, is_of_all, valid_to);
CREATE INDEX facility_kind_of_safety_degree ON facility_kind (safety_mark, zoom, is_of_all, valid_to);
COMMENT ON TABLE facility_kind IS 'Facilities of a cell with the same kind, size, degrees and violation class, from the run of valid_from until the run that changed a count; empty activity: none known.';
COMMENT ON COLUMN facility_kind.zoom IS '6 counts what tiles of zooms 5 and 6 show, 4 those of 3 and 4.';
COMMENT ON COLUMN facility_kind.is_of_all IS 'Hazards, activities and sizes together, for filters that ask for none of these: their codes are then empty, the size unknown.';
COMMENT ON COLUMN facility_kind.cell_x IS 'Web Mercator cell, sixteen to the side of a tile of the zoom, counted from the west.';
COMMENT ON COLUMN facility_kind.marks IS 'As risk_score.marks, of degrees and violations alone; labour_mark and safety_mark are the degrees out of it.';
COMMENT ON COLUMN facility_kind.size_mark IS 'Number of the size: below row-level security an index compares numbers, not the values of a type of ours.';
COMMENT ON COLUMN facility_kind.lon_e6_sum IS 'Sum of longitudes, millionths of a degree: divided by the count it places the cluster at the mean of its members.';
COMMENT ON COLUMN facility_kind.worst_marks IS 'As risk_score.marks: the worst class of any of them in each colouring.';
COMMENT ON COLUMN facility_kind.overdue_known IS 'Of how many the colouring (map_colours) knows something; overdue_bad: how many are bad. Of degrees and violations marks say so.';

CREATE FUNCTION count_kinds(day date, is_again boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    known integer[] := ARRAY(SELECT known_from FROM map_colours() ORDER BY place);
    bad integer[] := ARRAY(SELECT bad_from FROM map_colours() ORDER BY place);
    coarser integer;
    is_of_all boolean;
BEGIN
    CREATE TEMP TABLE alike_moved ON COMMIT DROP AS
    SELECT cell_x, cell_y, marks, size_class, region_code, hazard_type_code, activity_code FROM moved WHERE cell_x >= 0
    GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(facility_count) <> 0 OR sum(lon_e6_sum) <> 0 OR sum(lat_e6_sum) <> 0;
    ANALYZE alike_moved;
    FOR coarser, is_of_all IN VALUES (0, false), (0, true), (2, false), (2, true) LOOP
        CREATE TEMP TABLE targets ON COMMIT DROP AS
        WITH kinds AS (
            SELECT DISTINCT CAST(cell_x >> coarser AS smallint) AS cell_x, CAST(cell_y >> coarser AS smallint) AS cell_y, marks % 1000 AS marks,
                CASE WHEN is_of_all THEN 'unknown' ELSE size_class END AS size_class, region_code,
                CASE WHEN is_of_all THEN '' ELSE hazard_type_code END AS hazard_type_code,
                CASE WHEN is_of_all THEN '' ELSE activity_code END AS activity_code
            FROM alike_moved
        )
        SELECT 6 - coarser AS zoom, is_of_all, k.cell_x, k.cell_y, k.marks, k.size_class, k.region_code, k.hazard_type_code, k.activity_code,
            coalesce(sum(n), 0) AS facility_count, sum(lon_e6_sum) AS lon_e6_sum, sum(lat_e6_sum) AS lat_e6_sum,
            k.marks + 1000 * max(each / 1000 % 10) + 10000 * max(each / 10000 % 10) + 100000 * max(each / 100000 % 10)
                + 1000000 * max(each / 1000000 % 10) + 100000000 * max(each / 100000000 % 10) AS worst_marks,
            coalesce(sum(n) FILTER (WHERE each / 1000 % 10 >= known[4]), 0) AS overdue_known,
            coalesce(sum(n) FILTER (WHERE each / 1000 % 10 >= bad[4]), 0) AS overdue_bad,
            coalesce(sum(n) FILTER (WHERE each / 10000 % 10 >= known[5]), 0) AS inspected_known,
            coalesce(sum(n) FILTER (WHERE each / 10000 % 10 >= bad[5]), 0) AS inspected_bad,
            coalesce(sum(n) FILTER (WHERE each / 100000 % 10 >= known[6]), 0) AS accidents_known,
            coalesce(sum(n) FILTER (WHERE each / 100000 % 10 >= bad[6]), 0) AS accidents_bad,
            coalesce(sum(n) FILTER (WHERE each / 1000000 % 10 >= known[7]), 0) AS insurance_known,
            coalesce(sum(n) FILTER (WHERE each / 1000000 % 10 >= bad[7]), 0) AS insurance_bad,
            coalesce(sum(n) FILTER (WHERE each / 100000000 % 10 >= known[8]), 0) AS probability_known,
            coalesce(sum(n) FILTER (WHERE each / 100000000 % 10 >= bad[8]), 0) AS probability_bad
        FROM kinds k LEFT JOIN LATERAL (
            SELECT a.marks AS each, a.facility_count AS n, a.lon_e6_sum, a.lat_e6_sum FROM facility_alike a
            WHERE a.valid_to = 'infinity'
              AND (a.cell_x >> coarser, a.cell_y >> coarser, a.marks % 1000, a.region_code) = (k.cell_x, k.cell_y, k.marks, k.region_code)
              AND (is_of_all OR (a.size_class, a.hazard_type_code, a.activity_code) = (k.size_class, k.hazard_type_code, k.activity_code))
              AND a.cell_x BETWEEN k.cell_x << coarser AND (k.cell_x << coarser) + (1 << coarser) - 1  -- again, as an index reads it
              AND a.cell_y BETWEEN k.cell_y << coarser AND (k.cell_y << coarser) + (1 << coarser) - 1) AS a ON true
        GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
        ORDER BY hazard_type_code, size_class, activity_code, marks;  -- as the key: what a filter passes stands together
        PERFORM put_counts(day, is_again, 'facility_kind', '{zoom,is_of_all,cell_x,cell_y,marks,size_class,region_code,hazard_type_code,activity_code}',
            '{facility_count,lon_e6_sum,lat_e6_sum,worst_marks,overdue_known,overdue_bad,inspected_known,inspected_bad,accidents_known,accidents_bad,insurance_known,insurance_bad,probability_known,probability_bad}');
    END LOOP;
    DROP TABLE alike_moved;
END $$;
COMMENT ON FUNCTION count_kinds IS 'Counts anew, from the facilities alike, the kinds whose facilities a scoring moved (the temporary table moved).';
