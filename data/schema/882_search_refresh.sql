-- Keeping the words of the search: called in the transaction that changed the rows, for as many rows as changed, set by set.

CREATE FUNCTION count_search_words(counted_words text[], counts integer[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO search_word (word, skeleton, facility_count)
    SELECT word, search_skeleton(word), coalesce(count, 0) FROM unnest(counted_words, counts) AS c (word, count)
    WHERE word COLLATE "C" >= 'a'
    ORDER BY word
    ON CONFLICT (word) DO UPDATE SET facility_count = search_word.facility_count + EXCLUDED.facility_count
    WHERE EXCLUDED.facility_count > 0
$$;
COMMENT ON FUNCTION count_search_words IS 'Adds words to the dictionary, each with the number of facilities that newly have it; null counts for none.';

-- The next two are carried out as text with its values, which is planned for these values and no more: to force the planner for a whole function
-- would have it plan the look-up of each row's key anew, too.
CREATE FUNCTION refresh_employer_words(of_bins text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    new_words text[];
BEGIN
    EXECUTE $write$
        WITH asked AS (
            SELECT bin, region_code, search_split(search_spelt(concat_ws(' ', bin, name_kk, name_ru, name_en))) AS words FROM employer
            WHERE $1 IS NULL OR bin = ANY ($1)
        ),
        where_it_is AS (
            SELECT bin, region_code FROM asked
            UNION
            SELECT f.bin, f.region_code FROM facility f JOIN asked USING (bin)
        ),
        marked AS (
            SELECT bin, array_to_tsvector(array_agg('@' || region_code)) AS regions FROM where_it_is GROUP BY bin
        ),
        with_new_words AS (
            INSERT INTO employer_words SELECT bin, array_to_tsvector(words), regions FROM asked JOIN marked USING (bin)
            ON CONFLICT (bin) DO UPDATE SET words = EXCLUDED.words, regions = EXCLUDED.regions
            WHERE (employer_words.words, employer_words.regions) <> (EXCLUDED.words, EXCLUDED.regions)
            RETURNING words
        )
        SELECT array_agg(DISTINCT word) FROM with_new_words, unnest(tsvector_to_array(words)) AS word
    $write$ INTO new_words USING of_bins;
    PERFORM count_search_words(new_words, NULL);
END $$;
COMMENT ON FUNCTION refresh_employer_words IS 'Words of the employers with these BINs, of all for null.';

CREATE FUNCTION refresh_facility_words(of_facilities bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    written text := 'SELECT words FROM facility_words';
BEGIN
    EXECUTE $write$
        INSERT INTO facility_words
        SELECT facility_id, f.region_code,
            array_to_tsvector(search_split(search_spelt(text)) || ('@' || f.region_code)) || coalesce(e.words, '')
        FROM facility f LEFT JOIN employer_words e USING (bin),
            LATERAL (SELECT concat_ws(' ', name_kk, name_ru, name_en, address, owner_name) AS text OFFSET 0) AS texts
        WHERE $1 IS NULL OR facility_id = ANY ($1)
    $write$ USING of_facilities;

    IF of_facilities IS NOT NULL THEN
        written := format('%s WHERE facility_id = ANY (CAST(%L AS bigint[]))', written, of_facilities);
    END IF;
    PERFORM count_search_words(array_agg(word), array_agg(ndoc)) FROM ts_stat(written) WHERE word COLLATE "C" >= 'a';
END $$;
COMMENT ON FUNCTION refresh_facility_words IS 'Adds the words of these facilities, of all for null; the old ones must be gone.';

-- With more memory the index of a million facilities takes a sixth longer: what is gathered no longer fits the processor's cache.
CREATE FUNCTION refresh_search(of_facilities bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
SET jit = off SET maintenance_work_mem = '32MB' AS $$
DECLARE
    the_index text := pg_get_indexdef(CAST('facility_words_by_word' AS regclass));
BEGIN
    IF of_facilities IS NULL THEN
        TRUNCATE facility_words, search_word;
        DROP INDEX facility_words_by_word;
        PERFORM refresh_places(), refresh_employer_words(NULL), refresh_facility_words(NULL);
        EXECUTE the_index;
    ELSE
        DELETE FROM facility_words WHERE facility_id = ANY (of_facilities);
        PERFORM refresh_employer_words(ARRAY(SELECT DISTINCT bin FROM facility WHERE facility_id = ANY (of_facilities)));
        PERFORM refresh_facility_words(of_facilities);
        PERFORM gin_clean_pending_list('facility_words_by_word');
    END IF;
    PERFORM gin_clean_pending_list('employer_words_by_word');
END $$;
COMMENT ON FUNCTION refresh_search IS 'Words of these facilities and of their owners anew; null for everything, and faster so from a tenth of the register on. Call it in the transaction that changed names, addresses, owners or regions.';

CREATE FUNCTION refresh_places() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH places AS (
        SELECT 'region' AS kind, region_code AS key, name_kk, name_ru, name_en FROM region
        UNION ALL
        SELECT 'district', district_code, name_kk, name_ru, name_en FROM district
        UNION ALL
        SELECT 'settlement', CAST(settlement_id AS text), name_kk, name_ru, name_en FROM settlement
    ),
    gone AS (
        DELETE FROM place_words w WHERE NOT EXISTS (SELECT 1 FROM places p WHERE p.kind = w.kind AND p.key = w.key)
    ),
    here AS (
        INSERT INTO place_words
        SELECT kind, key, array_to_tsvector(search_split(search_spelt(concat_ws(' ', name_kk, name_ru, name_en)))) FROM places
        ON CONFLICT (kind, key) DO UPDATE SET words = EXCLUDED.words
        RETURNING words
    )
    SELECT count_search_words(array_agg(DISTINCT word), NULL) FROM here, unnest(tsvector_to_array(words)) AS word
$$;
COMMENT ON FUNCTION refresh_places IS 'Words of regions, districts and settlements; call it in the transaction that changed them.';

REVOKE ALL ON FUNCTION refresh_search, refresh_places, refresh_employer_words, refresh_facility_words, count_search_words FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refresh_search, refresh_places TO map_writer;
