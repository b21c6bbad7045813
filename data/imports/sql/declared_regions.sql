-- What each word for a region in the file means: a code, KATO, ISO code or name, present or of before 2022, in three languages.
-- A word that could mean two regions (Almaty: the city or the region around it) means none.
CREATE TEMP TABLE declared_region ON COMMIT DROP AS
WITH spelled AS (
    SELECT word, kind, region_code FROM unnest(CAST(%(words)s AS text[]), CAST(%(kinds)s AS text[]), CAST(%(codes)s AS text[]))
        AS known (word, kind, region_code)
    UNION
    SELECT name, CASE WHEN lower(name_en) LIKE '%% city' THEN 'city' ELSE 'region' END, region_code
    FROM region, unnest(ARRAY[name_kk, name_ru, name_en]) AS name
    UNION
    SELECT code, '', region_code
    FROM region, unnest(ARRAY[region_code, region_code || '0000000', iso_code, 'KZ' || region_code]) AS code
),
as_keys AS (
    SELECT DISTINCT pg_temp.region_word(word) AS word, kind, region_code FROM spelled
),
words_delivered AS (
    SELECT DISTINCT region_code AS given FROM delivered WHERE region_code IS NOT NULL
),
meanings AS (
    SELECT given, array_agg(DISTINCT k.region_code) FILTER (WHERE k.region_code IS NOT NULL) AS codes
    FROM words_delivered
    LEFT JOIN as_keys k ON k.word = pg_temp.region_word(given)
        AND (pg_temp.region_kind(given) = '' OR k.kind IN ('', pg_temp.region_kind(given)))
    GROUP BY given
)
SELECT given, CASE WHEN cardinality(codes) = 1 THEN codes[1] END AS region_code FROM meanings;
