-- What is typed becomes conditions on words, from strict to forgiving: exact, then the beginnings of words, then misspelt words.

CREATE FUNCTION search_is_close(typed text, word text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN length(typed) < 4 THEN false
        WHEN length(typed) < 8 THEN levenshtein_less_equal(typed, word, 1) <= 1 OR (length(typed) = length(word)
            AND levenshtein_less_equal(typed, word, 2) = 2 AND string_to_array(typed, NULL) @> string_to_array(word, NULL)
            AND string_to_array(word, NULL) @> string_to_array(typed, NULL))
        ELSE levenshtein_less_equal(typed, word, 2) <= 2 END
$$;
COMMENT ON FUNCTION search_is_close IS 'Skeletons that differ by one letter, or by two letters changed over, from four letters on; by any two from eight letters on.';

CREATE FUNCTION search_words_close_to(typed text) RETURNS SETOF text LANGUAGE sql STABLE AS $$
    WITH candidates AS (
        SELECT word, skeleton, facility_count FROM search_word WHERE skeleton % typed
        UNION
        SELECT word, skeleton, facility_count FROM search_word
        WHERE length(typed) < 8 AND skeleton >= left(typed, 1) AND skeleton < left(typed, 1) || '~'
          AND length(skeleton) BETWEEN length(typed) - 1 AND length(typed) + 1
        UNION
        SELECT word, skeleton, facility_count FROM search_word
        WHERE length(typed) < 8 AND skeleton >= left(typed, 2) AND skeleton < left(typed, 2) || '~'
          AND length(skeleton) > length(typed) + 1
    )
    SELECT word FROM candidates
    WHERE search_is_close(typed, skeleton) OR search_is_close(typed, left(skeleton, length(typed)))
    ORDER BY levenshtein(typed, skeleton), facility_count DESC, word
    LIMIT 40
$$;
COMMENT ON FUNCTION search_words_close_to IS 'Words of the dictionary whose skeleton, or its beginning, is close to one typed; the closest 40. Trigrams find longer words; shorter ones share a first letter, and begun ones two.';

CREATE FUNCTION search_words_beginning(typed text) RETURNS SETOF text LANGUAGE sql STABLE AS $$
    SELECT word FROM search_word
    WHERE skeleton = typed OR (length(typed) > 1 AND skeleton >= typed AND skeleton < typed || '~')
    ORDER BY facility_count DESC, word
    LIMIT 300
$$;
COMMENT ON FUNCTION search_words_beginning IS 'Words of the dictionary whose skeleton begins with one typed, of two letters at least; the 300 most frequent.';

CREATE FUNCTION search_alternatives(typed text, forgiving text) RETURNS text[] LANGUAGE plpgsql STABLE AS $$
DECLARE
    folded text := search_skeleton(typed);
    words text[];
BEGIN
    IF forgiving = 'exact' THEN
        words := ARRAY(SELECT word FROM search_word WHERE skeleton = folded);
    ELSIF forgiving <> 'all misspelt' THEN
        words := ARRAY(SELECT search_words_beginning(folded));
    END IF;
    IF forgiving = 'all misspelt' OR (forgiving = 'misspelt' AND words = '{}') THEN
        words := words || ARRAY(SELECT search_words_close_to(folded));
    END IF;
    RETURN words;
END $$;
COMMENT ON FUNCTION search_alternatives IS 'Words any of which answers one typed, which begins with a letter; empty where there is none. forgiving: exact, beginning, misspelt (unknown words only), all misspelt.';

CREATE TYPE search_condition AS (whole tsquery, rare tsquery);
COMMENT ON TYPE search_condition IS 'What is searched for: every word of it; and the part of it to ask an index for, without words that most facilities have, since nothing is narrowed by these and gathering them takes longest.';

CREATE FUNCTION is_in_most_facilities(alternatives text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(sum(facility_count), 0) > (SELECT reltuples FROM pg_class WHERE oid = CAST('facility_words' AS regclass)) / 2
    FROM search_word WHERE word = ANY (alternatives)
$$;
COMMENT ON FUNCTION is_in_most_facilities IS 'More than half the facilities have one of these words; by about as many as the server last counted.';

CREATE FUNCTION search_condition(asked text, forgiving text) RETURNS search_condition LANGUAGE plpgsql STABLE AS $$
DECLARE
    condition search_condition;
    typed text;
    alternatives text[];
    one tsquery;
BEGIN
    FOREACH typed IN ARRAY (search_split(left(normalize(asked, NFC), 100)))[1 : 8] LOOP
        CONTINUE WHEN search_skeleton(typed) = '';
        typed := left(typed, 40);
        IF typed COLLATE "C" < 'a' THEN
            alternatives := '{}';
            one := quote_literal(typed) || CASE WHEN forgiving <> 'exact' AND length(typed) >= 3 THEN ':*' ELSE '' END;
        ELSE
            alternatives := search_alternatives(typed, forgiving);
            one := (SELECT string_agg(quote_literal(word), ' | ') FROM unnest(alternatives) AS word);
        END IF;
        IF one IS NULL THEN
            RETURN NULL;
        END IF;
        condition.whole := coalesce(condition.whole && one, one);
        IF NOT is_in_most_facilities(alternatives) THEN
            condition.rare := coalesce(condition.rare && one, one);
        END IF;
    END LOOP;
    condition.rare := coalesce(condition.rare, condition.whole);
    RETURN condition;
END $$;
COMMENT ON FUNCTION search_condition IS 'The condition that every word asked for (the first eight of the first 100 signs) is there; null where one of them is nowhere, or none is asked for. What begins with a digit is compared as it is, its beginning from three signs on.';

CREATE FUNCTION search_in_reach(condition tsquery) RETURNS tsquery LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN app_is_nationwide() THEN condition
        WHEN app_region() ~ '^[0-9]{2}$' THEN condition && CAST(quote_literal('@' || app_region()) AS tsquery) END
$$;
COMMENT ON FUNCTION search_in_reach IS 'A condition narrowed to the rows of the asker; null for who may see none.';

CREATE FUNCTION facilities_matching(asked text) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET jit = off SET plan_cache_mode = force_custom_plan ROWS 100 AS $$
DECLARE
    forgiving text;
    condition search_condition;
BEGIN
    FOREACH forgiving IN ARRAY ARRAY['beginning', 'misspelt', 'all misspelt'] LOOP
        condition := search_condition(asked, forgiving);
        RETURN QUERY SELECT facility_id FROM facility_words
            WHERE words @@ search_in_reach(condition.rare) AND ts_match_vq(words, condition.whole)
              AND ((SELECT app_is_nationwide()) OR region_code = (SELECT app_region()));
        EXIT WHEN FOUND;
    END LOOP;
END $$;
COMMENT ON FUNCTION facilities_matching IS 'All facilities in whose names, owner, address or BIN every word asked for is or begins a word; misspelt words count only where there is none. Nobody gets more than row-level security would show.';
REVOKE ALL ON FUNCTION facilities_matching FROM PUBLIC;
GRANT EXECUTE ON FUNCTION facilities_matching TO map_reader, map_writer;

CREATE FUNCTION facilities_matching_among(asked text, among bigint[]) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET jit = off SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    forgiving text;
    condition search_condition;
BEGIN
    FOREACH forgiving IN ARRAY ARRAY['beginning', 'misspelt', 'all misspelt'] LOOP
        condition := search_condition(asked, forgiving);
        EXIT WHEN condition.whole IS NOT NULL;
    END LOOP;
    RETURN QUERY SELECT facility_id FROM facility_words
        WHERE facility_id = ANY (among) AND ts_match_vq(words, condition.whole)
          AND ((SELECT app_is_nationwide()) OR region_code = (SELECT app_region()));
END $$;
COMMENT ON FUNCTION facilities_matching_among IS 'Those of the facilities given that facilities_matching finds, without looking at others: where it returns any. None, too, where words that are in the dictionary are in no facility together, while misspelt ones would be.';
REVOKE ALL ON FUNCTION facilities_matching_among FROM PUBLIC;
GRANT EXECUTE ON FUNCTION facilities_matching_among TO map_reader, map_writer;
