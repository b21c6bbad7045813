-- What the map, its list, its files and its counts are narrowed to: the meaning of every filter, once.

CREATE FUNCTION activities_under(code text) RETURNS SETOF text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH RECURSIVE under AS (
        SELECT activity_code FROM activity WHERE activity_code = code
        UNION ALL
        SELECT a.activity_code FROM activity a JOIN under u ON a.parent_code = u.activity_code
    )
    SELECT activity_code FROM under
$$;
COMMENT ON FUNCTION activities_under IS 'An activity and all below it in the tree of activities.';

CREATE FUNCTION facilities_near(lon double precision, lat double precision, km double precision) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off ROWS 1000 AS $$
    WITH around AS (
        SELECT ST_SetSRID(ST_MakePoint(lon, lat), 4326) AS place, km / 111.0 AS high, km / (111.0 * greatest(cos(radians(lat)), 0.1)) AS wide
    )
    SELECT f.facility_id FROM facility f, around a
    WHERE f.geom && ST_Expand(a.place, a.wide, a.high) AND ST_DistanceSphere(f.geom, a.place) <= km * 1000
      AND ((SELECT app_is_nationwide()) OR f.region_code = (SELECT app_region()))
$$;
COMMENT ON FUNCTION facilities_near IS 'Facilities that stand within so many kilometres of a place today, scored or not. Runs as the owner, so that the box is an index condition, and shows nobody more than row-level security would.';
REVOKE ALL ON FUNCTION facilities_near FROM PUBLIC;
GRANT EXECUTE ON FUNCTION facilities_near TO map_reader, map_writer;

-- The next functions are one statement each and STABLE, so that the planner puts them in line and leaves out the filters not asked for.
CREATE FUNCTION passes(asked jsonb, activities text[], size size_class, degree_asked integer, region_code text, district_code text,
                       hazard_type_code text, activity_code text, size_class size_class, degree_mark integer, marks integer)
RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT (asked ->> 'region' IS NULL OR region_code = asked ->> 'region')
      AND (asked ->> 'district' IS NULL OR district_code = asked ->> 'district')
      AND (asked ->> 'hazard' IS NULL OR hazard_type_code = asked ->> 'hazard')
      AND (asked ->> 'activity' IS NULL OR activity_code = ANY (activities))
      AND (asked ->> 'size' IS NULL OR size_class = size)
      AND (asked ->> 'degree' IS NULL OR degree_mark = degree_asked)
      AND (asked ->> 'mark' IS NULL OR mark_of(marks, asked ->> 'colour') = CAST(asked ->> 'mark' AS integer))
$$;
COMMENT ON FUNCTION passes IS 'What is of this place, kind and class passes the filters asked for (scores_passing), as far as they ask for these. The activities under the one asked for, the size and the number of the degree come as questions, so that each is answered once and not at each row; degree_mark is the number of the degree under the law asked for.';

CREATE FUNCTION alike_passing(as_of date, asked jsonb) RETURNS SETOF facility_alike LANGUAGE sql STABLE AS $$
    SELECT a.*
    FROM facility_alike a
    WHERE a.valid_from <= as_of AND a.valid_to > as_of
      AND passes(asked, ARRAY(SELECT activities_under(asked ->> 'activity')), (SELECT CAST(asked ->> 'size' AS size_class)),
                 (SELECT degree_mark(CAST(asked ->> 'degree' AS degree))),
                 a.region_code, a.district_code, a.hazard_type_code, a.activity_code, a.size_class,
                 CASE asked ->> 'law' WHEN 'labour_degree' THEN a.labour_mark ELSE a.safety_mark END, a.marks)
$$;
COMMENT ON FUNCTION alike_passing IS 'Counts on a day of facilities alike that pass the filters asked for, where counts know them (alike_know).';

CREATE FUNCTION cells_hold(around integer[], cell_x integer, cell_y integer) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT cell_x BETWEEN around[1] AND around[2] AND cell_y BETWEEN around[3] AND around[4]
$$;
COMMENT ON FUNCTION cells_hold IS 'A circle touches this cell (cells_around): what an index can be asked for.';

CREATE FUNCTION scores_passing(as_of date, asked jsonb) RETURNS SETOF risk_score LANGUAGE sql STABLE AS $$
    SELECT s.*
    FROM risk_score s
    WHERE s.valid_from <= as_of AND s.valid_to > as_of
      AND passes(asked, ARRAY(SELECT activities_under(asked ->> 'activity')), (SELECT CAST(asked ->> 'size' AS size_class)),
                 (SELECT degree_mark(CAST(asked ->> 'degree' AS degree))),
                 s.region_code, s.district_code, s.hazard_type_code, s.activity_code, s.size_class,
                 mark_of(s.marks, asked ->> 'law'), s.marks)
      AND (asked ->> 'hand' IS NULL OR s.facility_id = ANY (ARRAY(SELECT facilities_by_hand(as_of, asked ->> 'law'))))
      AND (asked ->> 'open' IS NULL OR s.facility_id = ANY (ARRAY(SELECT facilities_open(CAST(asked ->> 'open' AS bigint), as_of))))
      AND (asked ->> 'chosen' IS NULL OR s.facility_id = ANY (CAST(string_to_array(asked ->> 'chosen', ',') AS bigint[])))
      AND (asked ->> 'owner' IS NULL
           OR s.facility_id = ANY (ARRAY(SELECT f.facility_id FROM facility f JOIN employer e USING (bin)
                                         WHERE e.bin = asked ->> 'owner' OR e.parent_bin = asked ->> 'owner')))
      AND (asked ->> 'text' IS NULL OR s.facility_id = ANY (ARRAY(SELECT facilities_matching(asked ->> 'text'))))
      AND (asked ->> 'km' IS NULL
           OR (s.valid_to = ANY (ARRAY(SELECT ends_after(as_of)))
               AND cells_hold(cells_around(CAST(asked ->> 'lon' AS double precision), CAST(asked ->> 'lat' AS double precision),
                                           CAST(asked ->> 'km' AS double precision), 10), s.cell_x, s.cell_y)
               AND is_within(CAST(asked ->> 'km' AS double precision), CAST(asked ->> 'lon' AS double precision),
                             CAST(asked ->> 'lat' AS double precision), s.lon_e6, s.lat_e6)))
$$;
COMMENT ON FUNCTION scores_passing IS 'States on a day of the facilities that pass the filters asked for. Keys of asked: region, district, hazard, activity (and all below), size, owner (a BIN, and all it is parent of), law with degree, law with hand (yes: its degree is set by hand), colour with mark, open (an instruction: what its measure counts as open), chosen (numbers of facilities, with commas), text (facilities_matching), lon and lat with km (where it stood then); what is absent narrows nothing.';

CREATE FUNCTION facilities_passing(as_of date, asked jsonb) RETURNS TABLE (f facility, s risk_score) LANGUAGE sql STABLE AS $$
    SELECT f, s FROM scores_passing(as_of, asked) s JOIN facility f USING (facility_id)
$$;
COMMENT ON FUNCTION facilities_passing IS 'Facilities that pass the filters asked for (scores_passing), each with its state.';
