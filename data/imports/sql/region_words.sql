-- How words for regions are compared: without case, punctuation and the word for region or city, which is kept apart as the kind.

CREATE OR REPLACE FUNCTION pg_temp.region_word(given text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    WITH plain AS (
        SELECT regexp_replace(translate(lower(given), 'ё', 'е'), '[^[:alnum:]]+', ' ', 'g') AS words
    )
    SELECT btrim(regexp_replace(words,
        '\m(область|обл|облысы|region|oblast|oblysy|province|город|г|қаласы|қ|city|qalasy)\M', '', 'g')) FROM plain
$$;

CREATE OR REPLACE FUNCTION pg_temp.region_kind(given text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN lower(given) ~ '\m(область|обл|облысы|region|oblast|oblysy|province)\M' THEN 'region'
                WHEN lower(given) ~ '\m(город|г|қаласы|қ|city|qalasy)\M' THEN 'city'
                ELSE '' END
$$;
