-- What is found by a search: by everybody only what he may see. These functions run as the owner and read who asks by themselves.

CREATE TYPE search_result AS (
    kind text, key text, name_kk text, name_ru text, name_en text, detail text, lon double precision, lat double precision, degree degree
);
COMMENT ON TYPE search_result IS 'One result of the search: a facility, employer, settlement, district or region, by its key.';

CREATE FUNCTION search_in_language(kk text, ru text, en text, language text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE language WHEN 'kk' THEN kk WHEN 'ru' THEN ru ELSE en END
$$;
COMMENT ON FUNCTION search_in_language IS 'One of three names by the language.';

CREATE FUNCTION search_places(condition tsquery, language text) RETURNS SETOF search_result LANGUAGE sql STABLE AS $$
    WITH places AS (
        SELECT 'settlement' AS kind, CAST(settlement_id AS text) AS key, name_kk, name_ru, name_en, region_code, population, geom FROM settlement
        UNION ALL
        SELECT 'region', region_code, name_kk, name_ru, name_en, NULL, NULL, geom FROM region
        UNION ALL
        SELECT 'district', district_code, name_kk, name_ru, name_en, region_code, NULL, geom FROM district
    ),
    matching AS (
        SELECT p.* FROM place_words w JOIN places p USING (kind, key) WHERE w.words @@ condition
        ORDER BY p.population DESC NULLS LAST, kind DESC, key
        LIMIT 4
    )
    SELECT kind, key, m.name_kk, m.name_ru, m.name_en, search_in_language(r.name_kk, r.name_ru, r.name_en, language),
        ST_X(ST_PointOnSurface(m.geom)), ST_Y(ST_PointOnSurface(m.geom)), CAST(NULL AS degree)
    FROM matching m LEFT JOIN region r USING (region_code)
    ORDER BY m.population DESC NULLS LAST, kind DESC, key
$$;
COMMENT ON FUNCTION search_places IS 'Up to four places whose names answer the condition: settlements by population, then regions, then districts; detail is the region.';

CREATE FUNCTION search_employers(condition search_condition, as_of date, language text) RETURNS SETOF search_result LANGUAGE sql STABLE AS $$
    WITH candidates AS MATERIALIZED (
        SELECT bin FROM employer_words
        WHERE words || regions @@ search_in_reach(condition.rare) AND ts_match_vq(words, condition.whole)
        LIMIT 300
    ),
    seen AS (
        SELECT e.* FROM candidates JOIN employer e USING (bin)
        WHERE known_on <= as_of AND (app_is_nationwide() OR e.region_code = app_region()
            OR EXISTS (SELECT 1 FROM facility f WHERE f.bin = e.bin AND f.region_code = app_region()))
        ORDER BY employee_count DESC NULLS LAST, bin
        LIMIT 3
    )
    SELECT 'employer', bin, s.name_kk, s.name_ru, s.name_en,
        concat_ws(' · ', bin, search_in_language(r.name_kk, r.name_ru, r.name_en, language)),
        CAST(NULL AS double precision), CAST(NULL AS double precision), CAST(NULL AS degree)
    FROM seen s JOIN region r USING (region_code)
    ORDER BY employee_count DESC NULLS LAST, bin
$$;
COMMENT ON FUNCTION search_employers IS 'Up to three employers whose names or BIN answer the condition, the largest first; detail is the BIN and the region of registration.';

-- Where very many facilities answer, the heaviest risks are looked through first: ten of them are soon found. In a region, more are
-- soon found among any of its facilities, while the index would gather those of the whole country. How many answer is the planner's estimate; a
-- function that asks for it must be volatile.
CREATE FUNCTION search_candidates(condition search_condition, as_of date, law text) RETURNS bigint[] LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    in_reach tsquery := search_in_reach(condition.rare);
    many integer := CASE WHEN app_is_nationwide() THEN 10000 ELSE 2000 END;
    plan json;
    found bigint[];
BEGIN
    EXECUTE 'EXPLAIN (FORMAT JSON) SELECT FROM facility_words WHERE words @@ $1' INTO plan USING search_in_reach(condition.whole);
    IF CAST(plan -> 0 -> 'Plan' ->> 'Plan Rows' AS double precision) > many THEN
        EXECUTE format('SELECT array_agg(facility_id) FROM (
            SELECT facility_id FROM (SELECT * FROM risk_score WHERE valid_from <= $2 AND valid_to > $2
                ORDER BY %1$I DESC NULLS LAST, points DESC NULLS LAST, facility_id LIMIT 3000) AS heaviest
            JOIN facility_words USING (facility_id) WHERE ts_match_vq(words, $1) AND (app_is_nationwide() OR heaviest.region_code = app_region())
            ORDER BY %1$I DESC NULLS LAST, points DESC NULLS LAST, facility_id LIMIT 10) AS found',
            CASE law WHEN 'labour' THEN 'labour_degree' ELSE 'safety_degree' END) INTO found USING condition.whole, as_of;
    END IF;
    IF cardinality(found) < 10 AND NOT app_is_nationwide() THEN
        found := ARRAY(
            SELECT unnest(found)
            UNION
            SELECT facility_id FROM (
                SELECT facility_id, words FROM facility_words WHERE words @@ CAST(quote_literal('@' || app_region()) AS tsquery) LIMIT 1000
            ) AS looked_through WHERE ts_match_vq(words, condition.whole) LIMIT 100);
    END IF;
    IF cardinality(found) >= 10 THEN
        RETURN found;
    END IF;
    RETURN ARRAY(SELECT facility_id FROM facility_words WHERE words @@ in_reach AND ts_match_vq(words, condition.whole) LIMIT 300);
END $$;
COMMENT ON FUNCTION search_candidates IS 'Facilities in reach that answer the condition: where more than 10,000 are expected, in a region 2,000, the ten of heaviest risk; where the region has some, but not ten of these, they and up to a hundred others of the first thousand looked through; else any 300.';

CREATE FUNCTION search_facilities(condition search_condition, as_of date, viewer_region text, law text, language text) RETURNS SETOF search_result LANGUAGE sql VOLATILE AS $$
    WITH seen AS (
        SELECT f.*, CASE law WHEN 'labour' THEN s.labour_degree ELSE s.safety_degree END AS degree, s.points,
            CASE WHEN array_to_tsvector(search_split(search_spelt(concat_ws(' ', f.name_kk, f.name_ru, f.name_en)))) @@ condition.whole THEN 1
                 WHEN w.words @@ condition.whole THEN 2 ELSE 3 END AS found_in
        FROM unnest(search_candidates(condition, as_of, law)) AS facility_id JOIN facility f USING (facility_id)
        LEFT JOIN risk_score s ON s.facility_id = f.facility_id AND s.valid_from <= as_of AND s.valid_to > as_of
        LEFT JOIN employer_words w USING (bin)
        WHERE f.known_on <= as_of AND (app_is_nationwide() OR f.region_code = app_region())
          AND (viewer_region IS NULL OR f.region_code = viewer_region)
        ORDER BY found_in, degree DESC NULLS LAST, points DESC NULLS LAST, facility_id
        LIMIT 10
    )
    SELECT 'facility', CAST(facility_id AS text), s.name_kk, s.name_ru, s.name_en,
        concat_ws(' · ', coalesce(search_in_language(e.name_kk, e.name_ru, e.name_en, language), owner_name),
                  coalesce(address, search_in_language(r.name_kk, r.name_ru, r.name_en, language))),
        ST_X(s.geom), ST_Y(s.geom), degree
    FROM seen s JOIN region r ON r.region_code = s.region_code LEFT JOIN employer e USING (bin)
    ORDER BY found_in, degree DESC NULLS LAST, points DESC NULLS LAST, facility_id
$$;
COMMENT ON FUNCTION search_facilities IS 'Up to ten facilities that answer the condition: by name, then by owner, then by address or all of these together; the heaviest risk first. Detail is the owner and the address, or the region.';

CREATE FUNCTION search_found(asked text, as_of date, viewer_region text, law text, language text) RETURNS SETOF search_result
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET jit = off SET plan_cache_mode = force_custom_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    forgiving text;
    condition search_condition;
    tried text := '';
    result search_result;
    seen text[] := '{}';
BEGIN
    FOREACH forgiving IN ARRAY ARRAY['exact', 'beginning', 'misspelt', 'all misspelt'] LOOP
        EXIT WHEN forgiving LIKE '%misspelt' AND seen <> '{}';
        condition := search_condition(asked, forgiving);
        CONTINUE WHEN search_in_reach(condition.whole) IS NULL OR CAST(condition.whole AS text) = tried;
        tried := condition.whole;  -- as text: two conditions that differ by :* alone are equal else

        FOR result IN SELECT * FROM search_places(condition.whole, language)
            UNION ALL SELECT * FROM search_employers(condition, as_of, language)
            UNION ALL SELECT * FROM search_facilities(condition, as_of, viewer_region, law, language)
        LOOP
            CONTINUE WHEN result.kind || result.key = ANY (seen);
            seen := seen || (result.kind || result.key);
            RETURN NEXT result;
            IF cardinality(seen) = 10 THEN
                RETURN;
            END IF;
        END LOOP;
    END LOOP;
END $$;
COMMENT ON FUNCTION search_found IS 'The first ten results of a search: exact words before beginnings of words, misspelt ones only where there is neither; places, then employers, then facilities.';

REVOKE ALL ON FUNCTION search_found FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_found TO map_reader, map_writer;
