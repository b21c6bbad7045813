-- The list by name and by owner, counted in blocks of about a thousand, so that a far page, or the first of a hazard, begins near where it is.

CREATE TABLE list_block (
    scored_on date NOT NULL REFERENCES risk_run ON DELETE CASCADE,
    order_code text NOT NULL CHECK (order_code ~ '^(name|owner)_(kk|ru|en)$'),
    hazard_type_code text NOT NULL,
    block integer NOT NULL,
    facility_count integer NOT NULL CHECK (facility_count > 0),
    first_word text COLLATE "kk-x-icu" NOT NULL,
    last_word text COLLATE "kk-x-icu" NOT NULL,
    PRIMARY KEY (scored_on, order_code, hazard_type_code, block)
);
COMMENT ON TABLE list_block IS 'Facilities of a hazard in each block of the country''s list by a word, as scored on a day and until the next day here. Empty once a name or an owner changed, until the next scoring: what is not here is walked to.';
COMMENT ON COLUMN list_block.order_code IS 'The word: name or owner in a language; facilities without an owner are in no block.';
COMMENT ON COLUMN list_block.block IS 'Grows with the word; facilities of one word are in one block.';
COMMENT ON COLUMN list_block.first_word IS 'No facility of this hazard and block has a word before it; none after last_word.';

CREATE FUNCTION list_block_size() RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT 1000 $$;
COMMENT ON FUNCTION list_block_size IS 'Facilities of a block when it is counted anew; more where many have one word.';

CREATE FUNCTION list_words(f facility, e employer) RETURNS TABLE (order_code text, word text) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT v.* FROM (VALUES ('name_kk', f.name_kk), ('name_ru', f.name_ru), ('name_en', f.name_en), ('owner_kk', coalesce(e.name_kk, f.owner_name)),
        ('owner_ru', coalesce(e.name_ru, f.owner_name)), ('owner_en', coalesce(e.name_en, f.owner_name))) AS v (order_code, word)
    WHERE v.word IS NOT NULL
$$;
COMMENT ON FUNCTION list_words IS 'The words a facility with its owner is listed by.';

CREATE FUNCTION list_blocks_anew() RETURNS TABLE (order_code text, hazard_type_code text, block bigint, n bigint, first_word text, last_word text)
LANGUAGE plpgsql AS $$
DECLARE
    language text;
BEGIN
    CREATE TEMP TABLE owned ON COMMIT DROP AS
    SELECT f.bin, CASE WHEN f.bin IS NULL THEN f.owner_name END AS owner_name, s.hazard_type_code AS hazard, count(*) AS n
    FROM facility f JOIN risk_score s USING (facility_id) WHERE s.valid_to = 'infinity' GROUP BY 1, 2, 3;
    FOREACH language IN ARRAY ARRAY['kk', 'ru', 'en'] LOOP
        RETURN QUERY EXECUTE format('
            WITH in_turn AS (  -- the index has them so
                SELECT facility_id, %1$I AS word, (rank() OVER (ORDER BY %1$I COLLATE "kk-x-icu") - 1) / list_block_size() AS block FROM facility
            )
            SELECT %1$L, s.hazard_type_code, block, count(*), min(word COLLATE "kk-x-icu"), max(word COLLATE "kk-x-icu")
            FROM in_turn JOIN risk_score s USING (facility_id) WHERE s.valid_to = ''infinity''
            GROUP BY s.hazard_type_code, block', 'name_' || language);
        RETURN QUERY EXECUTE format('
            WITH worded AS (
                SELECT coalesce(e.%I, o.owner_name) COLLATE "kk-x-icu" AS word, hazard, n FROM owned o LEFT JOIN employer e USING (bin)
            ),
            in_turn AS (
                SELECT word, hazard, n, (CAST(sum(n) OVER (ORDER BY word) AS bigint) - 1) / list_block_size() AS block FROM worded WHERE word IS NOT NULL
            )
            SELECT %L, hazard, block, CAST(sum(n) AS bigint), min(word), max(word) FROM in_turn GROUP BY hazard, block',
            'name_' || language, 'owner_' || language);
    END LOOP;
    DROP TABLE owned;
END $$;
COMMENT ON FUNCTION list_blocks_anew IS 'Every block of the last scored day, counted facility by facility.';

CREATE FUNCTION list_blocks_moved(day date, previous date) RETURNS TABLE (order_code text, hazard_type_code text, block integer, n bigint, first_word text, last_word text)
LANGUAGE sql STABLE AS $$
    WITH begun_and_ended AS (
        SELECT facility_id, hazard_type_code, sum(CASE WHEN valid_to = day THEN -1 ELSE 1 END) AS n
        FROM risk_score WHERE valid_to = day OR (valid_to = 'infinity' AND valid_from = day)
        GROUP BY facility_id, hazard_type_code HAVING sum(CASE WHEN valid_to = day THEN -1 ELSE 1 END) <> 0
    ),
    kept_and_moved AS (
        SELECT order_code, hazard_type_code, block, facility_count AS n, first_word, last_word FROM list_block
        WHERE scored_on = previous AND EXISTS (SELECT FROM begun_and_ended)
        UNION ALL
        SELECT w.order_code, m.hazard_type_code, NULL, m.n, w.word, w.word
        FROM begun_and_ended m JOIN facility f USING (facility_id) LEFT JOIN employer e USING (bin), list_words(f, e) w
    ),
    placed AS (
        SELECT order_code, hazard_type_code, n, first_word, last_word,
            coalesce(max(block) OVER (PARTITION BY order_code ORDER BY first_word, block NULLS LAST ROWS UNBOUNDED PRECEDING), 0) AS block
        FROM kept_and_moved
    )
    SELECT order_code, hazard_type_code, block, CAST(sum(n) AS bigint), min(first_word), max(last_word) FROM placed
    GROUP BY order_code, hazard_type_code, block HAVING sum(n) > 0
$$;
COMMENT ON FUNCTION list_blocks_moved IS 'The blocks of a scored day out of those of the run before and of what began or ended since; a new word belongs to the last block that begins before it. None where nothing did: those of the run before hold on.';

CREATE FUNCTION count_list_blocks(day date) RETURNS void LANGUAGE plpgsql SET plan_cache_mode = auto AS $$  -- as write_changed
DECLARE
    previous date;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('list_block'));  -- a name that changes meanwhile is either counted or forgets this
    SELECT max(scored_on) INTO previous FROM list_block WHERE scored_on < day;
    IF previous IS NULL THEN
        INSERT INTO list_block SELECT day, b.* FROM list_blocks_anew() b;
    ELSE
        INSERT INTO list_block SELECT day, b.* FROM list_blocks_moved(day, previous) b;
    END IF;
END $$;
COMMENT ON FUNCTION count_list_blocks IS 'Keeps the blocks of a day just scored.';

CREATE FUNCTION forget_list_blocks() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('list_block'));
    DELETE FROM list_block;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION forget_list_blocks IS 'A changed word moves a facility in the lists of every day.';
CREATE TRIGGER forget_list_blocks AFTER UPDATE ON facility FOR EACH ROW
    WHEN ((OLD.bin, OLD.owner_name, OLD.name_kk, OLD.name_ru, OLD.name_en) IS DISTINCT FROM (NEW.bin, NEW.owner_name, NEW.name_kk, NEW.name_ru, NEW.name_en))
    EXECUTE FUNCTION forget_list_blocks();
CREATE TRIGGER forget_list_blocks AFTER UPDATE ON employer FOR EACH ROW
    WHEN ((OLD.name_kk, OLD.name_ru, OLD.name_en) IS DISTINCT FROM (NEW.name_kk, NEW.name_ru, NEW.name_en))
    EXECUTE FUNCTION forget_list_blocks();

-- words of every region
ALTER TABLE list_block ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY nationwide_only ON list_block TO map_reader, map_writer USING ((SELECT app_is_nationwide()));
CREATE POLICY owner_sees_all ON list_block TO map_owner USING (true);
