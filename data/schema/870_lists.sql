-- The list beside the map: orders that need no sorting of the whole register, and the search in it.

CREATE INDEX risk_score_by_safety ON risk_score (safety_degree DESC NULLS LAST, points DESC NULLS LAST, facility_id);
CREATE INDEX risk_score_by_labour ON risk_score (labour_degree DESC NULLS LAST, points DESC NULLS LAST, facility_id);
CREATE INDEX risk_score_by_inspection ON risk_score (last_inspected_on NULLS FIRST, facility_id);

CREATE FUNCTION facilities_matching(pattern text, bin_prefix text) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off ROWS 100 AS $$
    WITH matching_owners AS (
        SELECT bin FROM employer
        WHERE name_kk ILIKE pattern OR name_ru ILIKE pattern OR name_en ILIKE pattern OR bin LIKE bin_prefix
    ),
    seen AS (
        SELECT * FROM facility WHERE (SELECT app_is_nationwide()) OR region_code = (SELECT app_region())
    )
    SELECT facility_id FROM seen
    WHERE name_kk ILIKE pattern OR name_ru ILIKE pattern OR name_en ILIKE pattern OR address ILIKE pattern OR owner_name ILIKE pattern
    UNION
    SELECT facility_id FROM seen JOIN matching_owners USING (bin)
$$;
COMMENT ON FUNCTION facilities_matching IS 'Facilities whose names, address, owner or BIN match. Runs as the owner, so that no check of each row slows the search, and shows nobody more than row-level security would.';
REVOKE ALL ON FUNCTION facilities_matching FROM PUBLIC;
GRANT EXECUTE ON FUNCTION facilities_matching TO map_reader, map_writer;
