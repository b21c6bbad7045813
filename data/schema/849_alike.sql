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

CREATE FUNCTION alike_of(sign integer, asked bigint[]) RETURNS TABLE (
    cell_x smallint, cell_y smallint, marks integer, size_class size_class, region_code text, district_code text, hazard_type_code text,
    activity_code text, facility_count bigint, lon_e6_sum bigint, lat_e6_sum bigint
) LANGUAGE sql STABLE AS $$
    SELECT CAST(coalesce(s.cell_x, -1) AS smallint), CAST(coalesce(s.cell_y, -1) AS smallint), s.marks - 10000000 * mark_of(s.marks, 'harm_potential'),
        s.size_class, s.region_code, coalesce(s.district_code, ''), s.hazard_type_code, coalesce(s.activity_code, ''),
        sign * count(*), sign * coalesce(sum(s.lon_e6), 0), sign * coalesce(sum(s.lat_e6), 0)
    FROM risk_score s
    WHERE s.valid_to = 'infinity' AND is_asked(s.facility_id, asked)
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
$$;
COMMENT ON FUNCTION alike_of IS 'Facilities asked for as scored now, null for all, counted as facility_alike counts them; sign -1 takes them away.';
