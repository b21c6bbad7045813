-- Choosing what is counted for an instruction: who may, what is refused, and the one way to write it.

CREATE FUNCTION app_may_set_measures() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(app_role() IN ('pm_office', 'controller'), false)
$$;
COMMENT ON FUNCTION app_may_set_measures IS 'The asker issues or controls instructions: nobody chooses the measure he is held against.';

CREATE FUNCTION measure_refusal(m completion_measure) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN m.since > m.set_on THEN 'since_is_past'
        WHEN m.measure_code IN ('programme_done', 'systems_connected') AND NOT EXISTS (
            SELECT 1 FROM programme p
            WHERE p.programme_code = m.programme_code AND p.known_on <= m.set_on
              AND (p.kind_code = 'system_connection') = (m.measure_code = 'systems_connected')) THEN 'no_such_programme'
        WHEN m.measure_code = 'milestones' AND NOT EXISTS (SELECT 1 FROM milestone s WHERE s.instruction_id = m.instruction_id) THEN 'nothing_to_count'
        WHEN m.measure_code <> 'milestones' AND NOT EXISTS (SELECT 1 FROM measure_asked(m)) THEN 'nothing_to_count'
    END
$$;
COMMENT ON FUNCTION measure_refusal IS 'Why a measure cannot be the next version, by name; null where it can. Nothing to count: no facility of the set is in the register, or the instruction has no milestones.';

CREATE FUNCTION set_measure(asked_id bigint, base_version integer, code text, first_day date, programme text, region text, hazard_type text, why text)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    before completion_measure;
    made completion_measure;
    wrong text;
BEGIN
    IF NOT app_may_set_measures() THEN
        RAISE EXCEPTION 'The measure of an instruction is chosen by the Prime Minister''s Office or by the controller.' USING ERRCODE = 'insufficient_privilege';
    ELSIF NOT EXISTS (SELECT 1 FROM instruction i WHERE i.instruction_id = asked_id AND i.known_on <= today_in_kazakhstan()) OR NOT app_may_see_instruction(asked_id) THEN
        PERFORM refuse_act('no_such_instruction');
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('completion_measure'), hashtext(CAST(asked_id AS text)));  -- the second of two writers then finds a newer version
    SELECT * INTO before FROM completion_measure x WHERE x.instruction_id = asked_id ORDER BY x.version DESC LIMIT 1;
    made := (asked_id, coalesce(base_version, 0) + 1, code, first_day, programme, region, hazard_type, today_in_kazakhstan(),
             coalesce(why, ''), coalesce(why, ''), coalesce(why, ''), app_user_code(), '', '', '');
    wrong := CASE WHEN coalesce(before.version, 0) IS DISTINCT FROM base_version THEN 'changed_meanwhile'
                  WHEN code IS NULL AND before.measure_code IS NULL THEN 'nothing_to_withdraw'
                  WHEN code IS NOT NULL AND first_day IS NULL THEN 'since_is_past'
                  ELSE measure_refusal(made) END;
    IF wrong IS NOT NULL THEN
        PERFORM refuse_act(wrong);
    END IF;
    SELECT u.name_kk, u.name_ru, u.name_en INTO made.author_kk, made.author_ru, made.author_en FROM app_user u WHERE u.user_code = app_user_code();
    INSERT INTO completion_measure SELECT made.*;
    PERFORM refresh_measures(asked_id);
    INSERT INTO audit_event (user_code, role, action, object, before, after)
    VALUES (app_user_code(), app_role(), CASE WHEN code IS NULL THEN 'withdraw_measure' ELSE 'set_measure' END, CAST(asked_id AS text),
        CASE WHEN before.version IS NOT NULL THEN to_jsonb(before) END, to_jsonb(made));
    PERFORM move_data_version();
    RETURN made.version;
END $$;
COMMENT ON FUNCTION set_measure IS 'Writes the next version of what is counted for an instruction with its reason and its entry in the audit trail, and counts it; a null code withdraws the measure. Refuses who may not, a base that is no longer the newest (changed_meanwhile), and what measure_refusal names.';
REVOKE ALL ON FUNCTION set_measure FROM PUBLIC;
GRANT EXECUTE ON FUNCTION set_measure TO map_writer;

CREATE FUNCTION facilities_open(asked_id bigint, day date) RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 1000 AS $$
DECLARE
    m completion_measure := (SELECT x FROM measures_on(day) x WHERE x.instruction_id = asked_id);
BEGIN
    IF m.instruction_id IS NOT NULL AND app_may_see_instruction(asked_id) THEN
        RETURN QUERY SELECT f.facility_id FROM measure_facilities(m) f WHERE f.asked @> day AND NOT f.done @> day;
    END IF;
END $$;
COMMENT ON FUNCTION facilities_open IS 'Facilities where what an instruction asks is not known to be done on a day, of those the asker may see; none where he may not see the instruction. For the filters of the map.';
