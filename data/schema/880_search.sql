-- Search: how a word is folded for comparison, and the words of facilities, employers and places.
-- Rows keep their words as they are written; the dictionary of distinct words holds the skeleton of each, and only words asked for are folded.

CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch SCHEMA public;

CREATE FUNCTION search_split(given text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_remove(string_to_array(lower(regexp_replace(translate(given, '’ʼ‘ʹ''`', ''), '[^[:alnum:]]+', ' ', 'g')), ' '), '')
$$;
COMMENT ON FUNCTION search_split IS 'Words of a text in lower case: letters and digits; apostrophes are dropped, every other sign ends a word.';

CREATE FUNCTION search_spelt(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN given LIKE '%-%' THEN given || ' ' || replace(given, '-', '') ELSE given END
$$;
COMMENT ON FUNCTION search_spelt IS 'A text together with its hyphened words written as one: Bukhar-Zhyrau is also found as Bukharzhyrau.';

-- Digraphs first, since their letters mean something else alone. Capitals stand for single sounds until the end: W sh, C ch, J zh.
CREATE FUNCTION search_skeleton(word text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    WITH in_latin AS (
        SELECT translate(replace(replace(replace(lower(normalize(word, NFC)), 'ц', 'ts'), 'ю', 'iu'), 'я', 'ia'),
            'абвгдеёжзийклмнопрстуфхчшщыэ' || 'әғқңөұүһі' || 'şçğñöüäūıáíóúýǵńž' || 'ъьʼ’''',
            'abvgdeeJziiklmnoprstufHCWWie' || 'agknouuHi' || 'WCgnouauiaiouugnJ') AS text
    ),
    digraphs_as_one AS (
        SELECT replace(replace(replace(replace(replace(replace(replace(replace(replace(text,
            'shch', 'W'), 'sch', 'W'), 'sh', 'W'), 'ch', 'C'), 'zh', 'J'), 'kh', 'H'), 'gh', 'g'), 'ph', 'f'), 'x', 'ks') AS text
        FROM in_latin
    ),
    alike_as_one AS (
        SELECT lower(replace(replace(translate(text, 'cqwyj', 'kkviJ'), 'dJ', 'J'), 'ng', 'n')) AS text FROM digraphs_as_one
    )
    SELECT regexp_replace(regexp_replace(text, '(^|[^aeiou])i+([aeou])', '\1\2', 'g'), '([a-z])\1+', '\1', 'g') FROM alike_as_one
$$;
COMMENT ON FUNCTION search_skeleton IS 'A word as it sounds, roughly, in Latin letters, the same for Kazakh and Russian Cyrillic and for Latin: қ к k q; ғ г g gh; ң н n ng; ө о o; ү ұ у u; і и й ы y i; ш щ sh; ч ch; ж zh j; х h kh; ю yu u; я ya a; one letter for a double one; soft and hard signs dropped.';

CREATE TABLE search_word (
    word text COLLATE "C" PRIMARY KEY CHECK (word >= 'a'),
    skeleton text COLLATE "C" NOT NULL,
    facility_count integer NOT NULL CHECK (facility_count >= 0)
);
COMMENT ON TABLE search_word IS 'Distinct words of names, owners and addresses that begin with a letter; a word that has gone out of use may stay.';
COMMENT ON COLUMN search_word.skeleton IS 'search_skeleton(word).';
COMMENT ON COLUMN search_word.facility_count IS 'About how many facilities have the word; grows with each delivery, exact after refresh_search(NULL).';
CREATE INDEX search_word_by_skeleton ON search_word (skeleton);
CREATE INDEX search_word_by_trigram ON search_word USING gin (skeleton gin_trgm_ops);

CREATE TABLE facility_words (
    facility_id bigint PRIMARY KEY,
    region_code text NOT NULL,
    words tsvector NOT NULL,
    FOREIGN KEY (facility_id, region_code) REFERENCES facility (facility_id, region_code) ON UPDATE CASCADE ON DELETE CASCADE
);
COMMENT ON TABLE facility_words IS 'What a facility is found by; kept by refresh_search.';
COMMENT ON COLUMN facility_words.words IS 'Words of its names, address and owner, the BIN, and @ with the region, so that a region is part of the index.';
CREATE INDEX facility_words_by_word ON facility_words USING gin (words);

CREATE TABLE employer_words (
    bin text PRIMARY KEY REFERENCES employer ON DELETE CASCADE,
    words tsvector NOT NULL,
    regions tsvector NOT NULL
);
COMMENT ON TABLE employer_words IS 'What an employer is found by; kept by refresh_search.';
COMMENT ON COLUMN employer_words.words IS 'Words of its names, and the BIN.';
COMMENT ON COLUMN employer_words.regions IS '@ with each region where it is registered or has a facility.';
CREATE INDEX employer_words_by_word ON employer_words USING gin ((words || regions));

CREATE TABLE place_words (
    kind text NOT NULL CHECK (kind IN ('region', 'district', 'settlement')),
    key text NOT NULL,
    words tsvector NOT NULL,
    PRIMARY KEY (kind, key)
);
COMMENT ON TABLE place_words IS 'What regions, districts and settlements are found by; kept by refresh_places.';
COMMENT ON COLUMN place_words.key IS 'region_code, district_code or settlement_id.';

-- The search itself runs as the owner and reads who asks; by themselves these tables tell of every region.
ALTER TABLE facility_words ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_region ON facility_words TO map_reader, map_writer
    USING ((SELECT app_is_nationwide()) OR region_code = (SELECT app_region()));
ALTER TABLE employer_words ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY nationwide_only ON employer_words TO map_reader, map_writer USING ((SELECT app_is_nationwide()));
ALTER TABLE search_word ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY nationwide_only ON search_word TO map_reader, map_writer USING ((SELECT app_is_nationwide()));
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['facility_words', 'employer_words', 'search_word'] LOOP
        EXECUTE format('CREATE POLICY owner_sees_all ON %I TO map_owner USING (true)', name);
    END LOOP;
END $$;
