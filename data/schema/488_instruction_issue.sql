-- Entering an instruction: one function for the form and for the table of a protocol, so that both meet the same checks.

CREATE FUNCTION said_in(said jsonb, language text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(nullif(btrim(said ->> language), ''), nullif(btrim(said ->> 'kk'), ''), nullif(btrim(said ->> 'ru'), ''), nullif(btrim(said ->> 'en'), ''))
$$;
COMMENT ON FUNCTION said_in IS 'A text in a language; where it was not given in that one, in the first it was given in: Kazakh, Russian, English.';

CREATE FUNCTION instruction_batch(asked jsonb) RETURNS batch LANGUAGE plpgsql AS $$
DECLARE
    is_invented boolean := coalesce((SELECT u.is_demonstration FROM app_user u WHERE u.user_code = app_user_code()), false);
    made batch;
BEGIN
    INSERT INTO batch (source_code, file_name, file_sha256, read_count, loaded_count, author)
    VALUES (CASE WHEN is_invented THEN 'demo' ELSE 'register' END, 'instruction', encode(sha256(convert_to(CAST(asked AS text), 'UTF8')), 'hex'),
            1, 1, coalesce(app_user_code(), 'delivery'))
    RETURNING * INTO made;
    RETURN made;
END $$;
COMMENT ON FUNCTION instruction_batch IS 'The delivery of an instruction entered by hand; what demonstration people enter is demonstration.';

CREATE FUNCTION check_instruction(day date, asked jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_unless(asked ->> 'number' IS NOT NULL AND length(btrim(asked ->> 'number')) BETWEEN 1 AND 60, 'number_is_given');
    PERFORM refuse_unless(length(said_in(asked -> 'text', 'kk')) BETWEEN 10 AND 5000, 'text_is_given');
    PERFORM refuse_unless(length(said_in(asked -> 'final_result', 'kk')) BETWEEN 10 AND 2000, 'result_is_given');
    PERFORM refuse_unless(said_in(asked -> 'issuer', 'kk') IS NOT NULL AND said_in(asked -> 'source_document', 'kk') IS NOT NULL, 'document_is_given');
    PERFORM refuse_unless(coalesce(asked ->> 'source_url', 'https://') ~ '^https?://', 'address_opens');
    PERFORM refuse_unless(asked ->> 'lead_body_code' IS NOT NULL, 'lead_is_given');
    PERFORM refuse_unless(EXISTS (SELECT 1 FROM body b WHERE b.body_code = asked ->> 'lead_body_code' AND coalesce(b.abolished_on > day, true)),
                          'lead_is_abolished');
    PERFORM refuse_unless(NOT asked -> 'co_body_codes' ? (asked ->> 'lead_body_code'), 'one_lead');
    PERFORM refuse_unless(NOT EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(asked -> 'co_body_codes') c
        WHERE NOT EXISTS (SELECT 1 FROM body b WHERE b.body_code = c AND coalesce(b.abolished_on > day, true))), 'co_is_abolished');
    PERFORM refuse_unless(asked ->> 'controller_user_code' IS NULL OR EXISTS (
        SELECT 1 FROM app_user u WHERE u.user_code = asked ->> 'controller_user_code'), 'no_such_controller');
    PERFORM refuse_unless(asked ->> 'controller_body_code' IS NULL OR EXISTS (
        SELECT 1 FROM body b WHERE b.body_code = asked ->> 'controller_body_code'), 'no_such_controller');
    PERFORM refuse_unless(NOT EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(asked -> 'indicator_codes') c
        WHERE NOT EXISTS (SELECT 1 FROM indicator n WHERE n.indicator_code = c)), 'no_such_indicator');
    PERFORM refuse_unless(CAST(asked ->> 'issued_on' AS date) <= day, 'issued_in_future');
    PERFORM refuse_unless(coalesce(CAST(asked ->> 'due_on' AS date) > day, true), 'deadline_is_past');
END $$;
COMMENT ON FUNCTION check_instruction IS 'What an instruction must meet on the day it is entered, beside what its table asks. Working days are counted where the calendar is: queries/instructions/deadlines.py.';

CREATE FUNCTION issue_instruction(day date, asked jsonb) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    parent bigint;
    came_with batch;
    made bigint;
BEGIN
    PERFORM allow_only(app_may_issue());
    PERFORM refuse_unless(day = today_in_kazakhstan() OR (app_user_code() IS NULL AND day < today_in_kazakhstan()), 'not_today');
    PERFORM check_instruction(day, asked);
    SELECT i.instruction_id INTO parent FROM instruction i WHERE i.number = asked ->> 'parent_number' AND i.known_on <= day;
    PERFORM refuse_unless(parent IS NOT NULL OR asked ->> 'parent_number' IS NULL, 'no_such_parent');
    came_with := instruction_batch(asked);
    INSERT INTO instruction (
        number, parent_id, issued_on, known_on, due_on, lead_body_code, controller_user_code, controller_body_code, source_url,
        issuer_kk, issuer_ru, issuer_en, source_document_kk, source_document_ru, source_document_en, text_kk, text_ru, text_en,
        final_result_kk, final_result_ru, final_result_en, controller_kk, controller_ru, controller_en, source_code, batch_id, author_code)
    SELECT btrim(asked ->> 'number'), parent, CAST(asked ->> 'issued_on' AS date), day, CAST(asked ->> 'due_on' AS date), asked ->> 'lead_body_code',
        u.user_code, coalesce(u.body_code, b.body_code), asked ->> 'source_url',
        said_in(asked -> 'issuer', 'kk'), said_in(asked -> 'issuer', 'ru'), said_in(asked -> 'issuer', 'en'),
        said_in(asked -> 'source_document', 'kk'), said_in(asked -> 'source_document', 'ru'), said_in(asked -> 'source_document', 'en'),
        said_in(asked -> 'text', 'kk'), said_in(asked -> 'text', 'ru'), said_in(asked -> 'text', 'en'),
        said_in(asked -> 'final_result', 'kk'), said_in(asked -> 'final_result', 'ru'), said_in(asked -> 'final_result', 'en'),
        coalesce(u.name_kk, b.name_kk), coalesce(u.name_ru, b.name_ru), coalesce(u.name_en, b.name_en),
        came_with.source_code, came_with.batch_id, app_user_code()
    FROM (SELECT 1) AS one_row
    LEFT JOIN app_user u ON u.user_code = asked ->> 'controller_user_code'
    LEFT JOIN body b ON b.body_code = asked ->> 'controller_body_code'
    RETURNING instruction_id INTO made;
    PERFORM relate_instruction(made, asked);
    PERFORM record_instruction_act('issue', made, asked);
    RETURN made;
END $$;
COMMENT ON FUNCTION issue_instruction IS 'Enters an instruction on a day, today unless a delivery brings an older protocol; returns instruction_id. asked: number, issued_on, due_on, lead_body_code, co_body_codes, controller_user_code or controller_body_code, parent_number, indicator_codes, facility_ids, source_url, and issuer, source_document, text, final_result as objects of kk, ru, en.';

CREATE FUNCTION relate_instruction(made bigint, asked jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO instruction_body SELECT DISTINCT made, c FROM jsonb_array_elements_text(asked -> 'co_body_codes') c;
    INSERT INTO instruction_indicator SELECT DISTINCT made, c FROM jsonb_array_elements_text(asked -> 'indicator_codes') c;
    INSERT INTO instruction_facility
    SELECT made, f.facility_id, f.region_code FROM facility f
    WHERE f.facility_id IN (SELECT CAST(c AS bigint) FROM jsonb_array_elements_text(asked -> 'facility_ids') c);
    PERFORM refuse_unless((SELECT count(*) FROM instruction_facility f WHERE f.instruction_id = made) = jsonb_array_length(asked -> 'facility_ids'),
                          'no_such_facility');
END $$;
COMMENT ON FUNCTION relate_instruction IS 'Co-executors, indicators and facilities of an instruction just entered.';

CREATE FUNCTION refuse_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_unless(NOT EXISTS (
        WITH RECURSIVE above AS (
            SELECT NEW.parent_id AS instruction_id
            UNION
            SELECT i.parent_id FROM instruction i JOIN above USING (instruction_id)
        )
        SELECT 1 FROM above WHERE instruction_id = NEW.instruction_id), 'parents_in_a_circle');
    RETURN NEW;
END $$;
COMMENT ON FUNCTION refuse_circle IS 'No instruction is part of itself, over however many others.';
CREATE TRIGGER no_circle BEFORE INSERT OR UPDATE OF parent_id ON instruction FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION refuse_circle();

CREATE FUNCTION refuse_change_of_steps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Reports, decisions and their proof are append only.';
END $$;
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['report', 'decision', 'evidence'] LOOP
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
                        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_steps()', name);
    END LOOP;
END $$;

CREATE FUNCTION instructions_like(said text, lead text, day date) RETURNS TABLE (
    instruction_id bigint, number text, likeness real
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM allow_only(app_may_issue());
    RETURN QUERY
    WITH nearest AS (
        (SELECT i.instruction_id, similarity(i.text_kk, said) AS nearness FROM instruction i ORDER BY i.text_kk <-> said LIMIT 20)
        UNION ALL (SELECT i.instruction_id, similarity(i.text_ru, said) FROM instruction i ORDER BY i.text_ru <-> said LIMIT 20)
        UNION ALL (SELECT i.instruction_id, similarity(i.text_en, said) FROM instruction i ORDER BY i.text_en <-> said LIMIT 20)
    ),
    near_enough AS (
        SELECT n.instruction_id, max(n.nearness) AS nearness FROM nearest n WHERE n.nearness >= 0.45 GROUP BY n.instruction_id
    )
    SELECT i.instruction_id, i.number, n.nearness
    FROM near_enough n JOIN instruction i USING (instruction_id)
    WHERE i.known_on <= day AND app_may_see_instruction(i.instruction_id)
    ORDER BY i.lead_body_code = lead DESC, n.nearness DESC, i.instruction_id
    LIMIT 5;
END $$;
COMMENT ON FUNCTION instructions_like IS 'Up to five instructions whose text in any language is near to what is being entered, those of the same lead body first. As the owner, for the index on words cannot be used below row-level security; what the asker may not see is left out.';
CREATE INDEX instruction_by_text_kk ON instruction USING gist (text_kk gist_trgm_ops (siglen = 64));
CREATE INDEX instruction_by_text_ru ON instruction USING gist (text_ru gist_trgm_ops (siglen = 64));
CREATE INDEX instruction_by_text_en ON instruction USING gist (text_en gist_trgm_ops (siglen = 64));

CREATE FUNCTION controlling_people() RETURNS TABLE (user_code text, name_kk text, name_ru text, name_en text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT u.user_code, u.name_kk, u.name_ru, u.name_en FROM app_user u WHERE u.role = 'controller' AND app_may_issue() ORDER BY u.place, u.user_code
$$;
COMMENT ON FUNCTION controlling_people IS 'Posts of those who can be named as controllers, for who enters instructions; nobody else reads them.';
