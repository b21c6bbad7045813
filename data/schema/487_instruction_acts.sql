-- What people do with instructions: issue, report, decide. Each act is checked, written and entered in the trail in one place;
-- nobody but a delivery writes the tables themselves. Refusals carry a name that the screen puts into words.

CREATE FUNCTION app_may_issue() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(app_role() IN ('pm_office', 'controller'), false) OR (app_user_code() IS NULL AND app_sees_all_instructions())
$$;
COMMENT ON FUNCTION app_may_issue IS 'The asker enters instructions: the Prime Minister''s Office, a controller, or a command that brings a protocol.';

CREATE FUNCTION app_reports() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(app_role() IN ('pm_office', 'minister', 'akimat', 'labour_inspector', 'safety_inspector'), false)
$$;
COMMENT ON FUNCTION app_reports IS 'The role of the asker reports on instructions; those who control do not.';

CREATE FUNCTION app_may_report_on(asked_id bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT app_reports()
       AND (EXISTS (SELECT 1 FROM instruction i WHERE i.instruction_id = asked_id AND i.lead_body_code = app_body())
            OR EXISTS (SELECT 1 FROM instruction_body b WHERE b.instruction_id = asked_id AND b.body_code = app_body()))
$$;
COMMENT ON FUNCTION app_may_report_on IS 'The asker answers for a body that leads the instruction or takes part in it.';

CREATE FUNCTION app_decides(lead text, controlling_person text, controlling_body text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce((app_role() = 'controller' OR (app_role() IN ('pm_office', 'minister', 'akimat') AND lead <> app_body()))
                    AND CASE WHEN controlling_person IS NOT NULL THEN controlling_person = app_user_code()
                             WHEN controlling_body IS NOT NULL THEN controlling_body = app_body()
                             ELSE app_role() = 'pm_office' END, false)
$$;
COMMENT ON FUNCTION app_decides IS 'The asker is the controller named, or answers for the body that controls; where none is named the Prime Minister''s Office controls. No body decides on what it leads.';

CREATE FUNCTION app_may_decide_on(asked_id bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM instruction i
        WHERE i.instruction_id = asked_id AND app_decides(i.lead_body_code, i.controller_user_code, i.controller_body_code))
$$;
COMMENT ON FUNCTION app_may_decide_on IS 'The asker may decide on an instruction: app_decides, of one by its number.';

CREATE FUNCTION instruction_version(asked_id bigint) RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT CAST((SELECT count(*) FROM report r WHERE r.instruction_id = asked_id)
              + (SELECT count(*) FROM decision d WHERE d.instruction_id = asked_id) AS integer)
$$;
COMMENT ON FUNCTION instruction_version IS 'How many steps followed the issue. Who writes gives the number he saw, so that of two at once only one is right.';

CREATE FUNCTION refuse_unless(is_met boolean, refusal text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF is_met IS NOT TRUE THEN
        PERFORM refuse_act(refusal);
    END IF;
END $$;
COMMENT ON FUNCTION refuse_unless IS 'Ends the transaction with a refusal under a name, unless what must hold is met.';

CREATE FUNCTION allow_only(is_met boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF is_met IS NOT TRUE THEN
        RAISE EXCEPTION 'The asker may not do this.' USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;

CREATE FUNCTION record_instruction_act(kind text, asked_id bigint, what jsonb) RETURNS void LANGUAGE sql AS $$
    INSERT INTO audit_event (user_code, role, action, object, after)
    VALUES (coalesce(app_user_code(), 'delivery'), coalesce(app_role(), 'delivery'), kind || '_instruction',
            (SELECT number FROM instruction WHERE instruction_id = asked_id), what);
    SELECT move_data_version();
$$;
COMMENT ON FUNCTION record_instruction_act IS 'Every act stands in the audit trail, and every cache looks again.';

-- One writer at a time for an instruction; the second then finds a newer version.
CREATE FUNCTION step_after(asked_id bigint, seen_version integer, day date, words text, fewest integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_unless(day = today_in_kazakhstan(), 'not_today');
    PERFORM 1 FROM instruction i WHERE i.instruction_id = asked_id AND i.known_on <= day FOR UPDATE;
    PERFORM refuse_unless(FOUND, 'no_such_instruction');
    PERFORM refuse_unless((SELECT accepted_on IS NULL FROM instruction_state_on(day) s WHERE s.instruction_id = asked_id), 'already_accepted');
    PERFORM refuse_unless(seen_version = instruction_version(asked_id), 'changed_meanwhile');
    PERFORM refuse_unless(length(btrim(words)) BETWEEN fewest AND 5000, 'text_is_given');
    RETURN seen_version + 1;
END $$;
COMMENT ON FUNCTION step_after IS 'The version that the next step makes, once it may be made: not after acceptance, not on another day, not beside what the writer saw, not without words.';

CREATE FUNCTION report_on_instruction(day date, asked_id bigint, seen_version integer, asked_state text, words text, pct integer,
                                      facility_ids bigint[], files jsonb, milestone_nos integer[])
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    made report;
    reached integer;
BEGIN
    PERFORM allow_only(app_may_report_on(asked_id));
    made.version := step_after(asked_id, seen_version, day, words, 10);
    PERFORM refuse_unless(asked_state IN ('in_work', 'done'), 'no_such_state');
    PERFORM refuse_unless(coalesce(pct, 0) BETWEEN 0 AND 100 AND NOT (asked_state = 'done' AND coalesce(pct, 100) < 100), 'percent_fits_state');
    INSERT INTO report (instruction_id, report_no, body_code, reported_on, declared_state, text_kk, text_ru, text_en, done_pct, version, author_code)
    SELECT asked_id, coalesce(max(r.report_no), 0) + 1, app_body(), day, asked_state, btrim(words), btrim(words), btrim(words), pct,
        made.version, app_user_code()
    FROM report r WHERE r.instruction_id = asked_id
    RETURNING * INTO made;
    INSERT INTO report_facility (instruction_id, report_no, facility_id, region_code)
    SELECT asked_id, made.report_no, f.facility_id, f.region_code FROM facility f
    WHERE f.facility_id = ANY (facility_ids) AND (app_is_nationwide() OR f.region_code = app_region());
    PERFORM refuse_unless((SELECT count(*) FROM report_facility f WHERE (f.instruction_id, f.report_no) = (asked_id, made.report_no))
                          = cardinality(facility_ids), 'no_such_facility');
    INSERT INTO evidence (instruction_id, report_no, evidence_no, file_name, media_type, byte_count, sha256)
    SELECT asked_id, made.report_no, f.place, f.file ->> 'file_name', f.file ->> 'media_type', CAST(f.file ->> 'byte_count' AS bigint), f.file ->> 'sha256'
    FROM jsonb_array_elements(files) WITH ORDINALITY AS f (file, place);
    UPDATE milestone m SET done_on = day, done_known_on = day
    WHERE m.instruction_id = asked_id AND m.milestone_no = ANY (milestone_nos) AND m.done_on IS NULL;
    GET DIAGNOSTICS reached = ROW_COUNT;
    PERFORM refuse_unless(reached = cardinality(milestone_nos), 'no_such_milestone');
    PERFORM record_instruction_act('report_on', asked_id, to_jsonb(made) || jsonb_build_object(
        'files', files, 'facilities', facility_ids, 'milestones', milestone_nos));
    RETURN made.version;
END $$;
COMMENT ON FUNCTION report_on_instruction IS 'Writes a report of the asker''s body with its proof, today; returns the version made. files: objects of file_name, media_type, byte_count, sha256; milestone_nos: those reached today.';

CREATE FUNCTION decide_on_instruction(day date, asked_id bigint, seen_version integer, asked_kind text, words text, asked_due_on date)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    made decision;
    standing record;
BEGIN
    PERFORM allow_only(app_may_decide_on(asked_id));
    made.version := step_after(asked_id, seen_version, day, words, CASE asked_kind WHEN 'accepted' THEN 0 ELSE 10 END);
    SELECT * INTO standing FROM instruction_state_on(day) s WHERE s.instruction_id = asked_id;
    PERFORM refuse_unless(asked_kind = 'extended' OR standing.state = 'reported', 'nothing_to_decide_on');
    PERFORM refuse_unless(asked_kind <> 'extended' OR asked_due_on > day, 'deadline_is_past');
    PERFORM refuse_unless(asked_kind <> 'extended' OR asked_due_on > coalesce(standing.due_on, day), 'deadline_is_not_later');
    INSERT INTO decision (instruction_id, decision_no, kind, decided_on, new_due_on, reason_kk, reason_ru, reason_en, version, author_code)
    SELECT asked_id, coalesce(max(d.decision_no), 0) + 1, asked_kind, day, CASE asked_kind WHEN 'extended' THEN asked_due_on END,
        btrim(words), btrim(words), btrim(words), made.version, app_user_code()
    FROM decision d WHERE d.instruction_id = asked_id
    RETURNING * INTO made;
    PERFORM record_instruction_act('decide_on', asked_id, to_jsonb(made));
    RETURN made.version;
END $$;
COMMENT ON FUNCTION decide_on_instruction IS 'Writes a decision of the controller, today: accepted, returned or extended; returns the version made. Accepted and returned answer a report that declares the instruction done.';
