-- The list beside the map: orders that need no sorting of the whole register, and the search in it.

CREATE INDEX risk_score_by_safety ON risk_score (safety_degree DESC NULLS LAST, points DESC NULLS LAST, facility_id);
CREATE INDEX risk_score_by_labour ON risk_score (labour_degree DESC NULLS LAST, points DESC NULLS LAST, facility_id);
CREATE INDEX risk_score_by_inspection ON risk_score (last_inspected_on NULLS FIRST, facility_id);

-- In the order of the Kazakh alphabet, which holds the Russian one.
CREATE INDEX facility_by_name_kk ON facility (name_kk COLLATE "kk-x-icu", facility_id);
CREATE INDEX facility_by_name_ru ON facility (name_ru COLLATE "kk-x-icu", facility_id);
CREATE INDEX facility_by_name_en ON facility (name_en COLLATE "kk-x-icu", facility_id);

CREATE FUNCTION searched_text(f facility) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT f.name_kk || ' ' || f.name_ru || ' ' || f.name_en || ' ' || coalesce(f.address, '') || ' ' || coalesce(f.owner_name, '')
$$;
COMMENT ON FUNCTION searched_text IS 'What a search looks through: names in every language, address, owner as delivered.';

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm') THEN
        CREATE INDEX facility_by_searched_text ON facility USING gin (searched_text(facility) gin_trgm_ops);
    END IF;
END $$;

CREATE FUNCTION facilities_matching(pattern text, bin_prefix text) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off ROWS 100 AS $$
    WITH matching_owners AS (
        SELECT bin FROM employer
        WHERE name_kk ILIKE pattern OR name_ru ILIKE pattern OR name_en ILIKE pattern OR bin LIKE bin_prefix
    )
    SELECT facility_id FROM facility f
    WHERE searched_text(f) ILIKE pattern AND region_code = ANY (CAST((SELECT regions_seen(NULL)) AS text[]))
    UNION
    SELECT facility_id FROM facility JOIN matching_owners USING (bin)
    WHERE region_code = ANY (CAST((SELECT regions_seen(NULL)) AS text[]))
$$;
COMMENT ON FUNCTION facilities_matching IS 'Facilities whose names, address, owner or BIN match. Runs as the owner, so that the search can use its index, and shows nobody more than row-level security would.';
