-- What the questions about instructions stand on: which ones a viewer asks for, and every dated step of each.

-- As the owner, for no index on words can be used below row-level security; what the asker may not see is left out by the same condition.
CREATE FUNCTION instructions_worded(search text) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan SET jit = off AS $$
BEGIN
    RETURN QUERY
    WITH found AS (
        SELECT i.instruction_id, i.lead_body_code, i.controller_body_code, i.controller_user_code
        FROM instruction i  -- planned for the words given: by index from three letters on
        WHERE (length(search) < 3 OR i.words LIKE '%' || regexp_replace(lower(search), '([\\%_])', '\\\1', 'g') || '%')
          AND (length(search) >= 3 OR strpos(i.words, lower(search)) > 0)
        UNION ALL
        SELECT i.instruction_id, i.lead_body_code, i.controller_body_code, i.controller_user_code
        FROM body b JOIN instruction i ON i.lead_body_code = b.body_code
        WHERE strpos(lower(concat_ws(' ', b.short_kk, b.short_ru, b.short_en, b.name_kk, b.name_ru, b.name_en)), lower(search)) > 0
    )
    SELECT f.instruction_id FROM found f
    WHERE (SELECT app_sees_all_instructions()) OR app_answers_for(f.lead_body_code, f.controller_body_code, f.controller_user_code)
        OR f.instruction_id IN (SELECT app_instructions_touched());
END $$;
COMMENT ON FUNCTION instructions_worded IS 'Instructions that the asker may see and that hold what he looks for: in number and texts, or in a name of the lead body, without regard to case.';

CREATE FUNCTION instructions_chosen(as_of date, only_lead text, only_demonstration boolean, search text)
RETURNS SETOF instruction_as_known LANGUAGE sql STABLE AS $$
    SELECT s.*
    FROM instruction_state_on(as_of) s
    WHERE (only_lead IS NULL OR s.lead_body_code = only_lead)
      AND (only_demonstration IS NULL OR s.source_code IN (SELECT o.source_code FROM source o WHERE o.is_demonstration = only_demonstration))
      AND (search IS NULL OR s.instruction_id IN (SELECT instructions_worded(search)))
$$;
COMMENT ON FUNCTION instructions_chosen IS 'State of the instructions known on a day, of those that row-level security shows the asker. A null filter filters nothing; search looks in number, text and lead body in three languages, without regard to case.';

CREATE FUNCTION post_of(asked_code text) RETURNS TABLE (author_kk text, author_ru text, author_en text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 1 AS $$
    SELECT name_kk, name_ru, name_en FROM app_user WHERE user_code = asked_code
$$;
COMMENT ON FUNCTION post_of IS 'The post of a person of app_user, for the history of what he did; no other way leads there from his code.';

CREATE FUNCTION deadline_on(asked_id bigint, first_due_on date, day date) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT coalesce((
        SELECT x.new_due_on FROM decision x WHERE x.instruction_id = asked_id AND x.kind = 'extended' AND x.decided_on <= day
        ORDER BY x.decided_on DESC, x.decision_no DESC LIMIT 1), first_due_on)
$$;
COMMENT ON FUNCTION deadline_on IS 'The deadline of an instruction as it stood at the end of a day.';

CREATE FUNCTION instruction_steps_on(as_of date) RETURNS TABLE (
    instruction_id bigint, happened_on date, place integer, step_no integer, kind text, body_code text, new_due_on date,
    text_kk text, text_ru text, text_en text, version integer, author_code text, recorded_at timestamptz, done_pct smallint, is_late boolean
) LANGUAGE sql STABLE AS $$
    SELECT i.instruction_id, i.issued_on, 1, 1, 'issued', i.lead_body_code, i.due_on, i.issuer_kk, i.issuer_ru, i.issuer_en,
        CAST(NULL AS integer), i.author_code, i.recorded_at, CAST(NULL AS smallint), false
    FROM instruction i WHERE i.known_on <= as_of
    UNION ALL
    SELECT m.instruction_id, m.done_on, 2, m.milestone_no, 'milestone_done', NULL, NULL, m.name_kk, m.name_ru, m.name_en,
        NULL, NULL, NULL, NULL, m.done_on > m.due_on
    FROM milestone m WHERE m.done_known_on <= as_of
    UNION ALL
    SELECT r.instruction_id, r.reported_on, 3, r.report_no, 'reported_' || r.declared_state, r.body_code, NULL, r.text_kk, r.text_ru, r.text_en,
        r.version, r.author_code, r.recorded_at, r.done_pct, coalesce(r.reported_on > deadline_on(i.instruction_id, i.due_on, r.reported_on), false)
    FROM report r JOIN instruction i USING (instruction_id) WHERE r.reported_on <= as_of
    UNION ALL
    SELECT d.instruction_id, d.decided_on, 4, d.decision_no, d.kind, NULL, d.new_due_on, d.reason_kk, d.reason_ru, d.reason_en,
        d.version, d.author_code, d.recorded_at, NULL, false
    FROM decision d WHERE d.decided_on <= as_of
$$;
COMMENT ON FUNCTION instruction_steps_on IS 'Every step known on a day: issued, milestone_done, reported_in_work, reported_done, accepted, returned, extended. Steps of one day go by version, which counts reports and decisions, and where a delivery gives none by place and step_no. is_late: after the deadline as it then stood.';
