-- What legends and areas are counted from: the totals counted beforehand, or where these know too little the facilities alike, or each.

CREATE FUNCTION cells_know(asked jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT NOT asked ?| '{district,hazard,activity,size,degree,hand,open,chosen,owner,text,km}'
$$;
COMMENT ON FUNCTION cells_know IS 'The cells counted beforehand can answer for these filters: region and mark.';

CREATE FUNCTION cells_of_circle_know(asked jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT asked ? 'km' AND cells_know(asked - 'km')
$$;
COMMENT ON FUNCTION cells_of_circle_know IS 'The cells counted beforehand can answer for these filters within a circle, where it holds a cell whole.';

CREATE FUNCTION kinds_know(asked jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT NOT asked ?| '{district,hand,open,chosen,owner,text,km}'
       AND (NOT asked ? 'mark' OR asked ->> 'colour' IN ('labour_degree', 'safety_degree', 'violations'))
$$;
COMMENT ON FUNCTION kinds_know IS 'The counts of facilities of a kind can answer for these filters: region, hazard, activity, size, degree, and mark of a degree or of violations.';

CREATE FUNCTION totals_know(asked jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT NOT asked ?| '{degree,hand,open,chosen,owner,text,km}'
$$;
COMMENT ON FUNCTION totals_know IS 'The totals counted beforehand can answer for these filters: not those of owners, words, places or the degree beside another colouring.';

CREATE FUNCTION alike_know(asked jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT NOT asked ?| '{hand,open,chosen,owner,text,km}'
$$;
COMMENT ON FUNCTION alike_know IS 'The counts of facilities alike can answer for these filters: all but those of single facilities, owners, words and places.';

CREATE FUNCTION totals_on(as_of date, asked jsonb) RETURNS TABLE (
    region_code text, district_code text, hazard_type_code text, activity_code text, size_class size_class, is_on_map boolean, mark integer,
    facility_count bigint, of_region boolean, of_district boolean, of_hazard boolean, of_activity boolean, of_size boolean, of_mark boolean
) LANGUAGE sql STABLE AS $$
    WITH totals AS (
        SELECT t.region_code, t.district_code, t.hazard_type_code, t.activity_code, t.size_class, t.is_on_map, t.mark, t.facility_count
        FROM facility_total t
        WHERE totals_know(asked) AND t.valid_from <= as_of AND t.valid_to > as_of AND t.colour = asked ->> 'colour'
        UNION ALL
        SELECT a.region_code, a.district_code, a.hazard_type_code, a.activity_code, a.size_class, a.cell_x >= 0,
            mark_of(a.marks, asked ->> 'colour'), sum(a.facility_count)
        FROM alike_passing(as_of, asked - CAST('{region,district,hazard,activity,size,mark}' AS text[])) a
        WHERE alike_know(asked) AND NOT totals_know(asked)
        GROUP BY 1, 2, 3, 4, 5, 6, 7
        UNION ALL
        SELECT s.region_code, coalesce(s.district_code, ''), s.hazard_type_code, coalesce(s.activity_code, ''), s.size_class,
            s.lon_e6 IS NOT NULL, mark_of(s.marks, asked ->> 'colour'), count(*)
        FROM scores_passing(as_of, asked - CAST('{region,district,hazard,activity,size,mark}' AS text[])) s
        WHERE NOT alike_know(asked)
        GROUP BY 1, 2, 3, 4, 5, 6, 7
    )
    SELECT t.*, asked ->> 'region' IS NULL OR t.region_code = asked ->> 'region',
        asked ->> 'district' IS NULL OR t.district_code = asked ->> 'district',
        asked ->> 'hazard' IS NULL OR t.hazard_type_code = asked ->> 'hazard',
        asked ->> 'activity' IS NULL OR t.activity_code = ANY (ARRAY(SELECT activities_under(asked ->> 'activity'))),
        asked ->> 'size' IS NULL OR t.size_class = CAST(asked ->> 'size' AS size_class),
        asked ->> 'mark' IS NULL OR t.mark = CAST(asked ->> 'mark' AS integer)
    FROM totals t
$$;
COMMENT ON FUNCTION totals_on IS 'Facilities on a day by everything the map can be narrowed by, each row with which of these filters it passes; the others (degree, owner, text, place) all rows pass. Keys of asked: see scores_passing; colour says of what mark is a class.';
