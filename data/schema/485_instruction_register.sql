-- What the questions about instructions stand on: which ones a viewer asks for, and every dated step of each.

CREATE FUNCTION instructions_chosen(as_of date, overseeing boolean, asking_body text, only_lead text,
                                    only_demonstration boolean, search text)
RETURNS TABLE (instruction_id bigint, due_on date, extension_count bigint, state instruction_state, declared_state text,
               declared_on date, last_report_on date, accepted_on date,
               milestone_count bigint, done_milestone_count bigint, late_milestone_count bigint)
LANGUAGE sql STABLE AS $$
    SELECT s.*
    FROM instruction_state_on(as_of) s
    JOIN instruction i USING (instruction_id)
    JOIN source o USING (source_code)
    JOIN body lead ON lead.body_code = i.lead_body_code
    WHERE (overseeing OR i.lead_body_code = asking_body
           OR EXISTS (SELECT 1 FROM instruction_body b WHERE b.instruction_id = i.instruction_id AND b.body_code = asking_body))
      AND (only_lead IS NULL OR i.lead_body_code = only_lead)
      AND (only_demonstration IS NULL OR o.is_demonstration = only_demonstration)
      AND (search IS NULL OR strpos(lower(concat_ws(' ', i.number, i.text_kk, i.text_ru, i.text_en, lead.short_kk, lead.short_ru,
           lead.short_en, lead.name_kk, lead.name_ru, lead.name_en)), lower(search)) > 0)
$$;
COMMENT ON FUNCTION instructions_chosen IS 'State of the instructions known on a day that a body leads or takes part in, or all for an overseer. A null filter filters nothing; search looks in number, text and lead body in three languages, without regard to case.';

CREATE FUNCTION instruction_steps_on(as_of date) RETURNS TABLE (
    instruction_id bigint, happened_on date, place integer, step_no integer, kind text, body_code text, new_due_on date,
    text_kk text, text_ru text, text_en text
) LANGUAGE sql STABLE AS $$
    SELECT i.instruction_id, i.issued_on, 1, 1, 'issued', i.lead_body_code, i.due_on, i.issuer_kk, i.issuer_ru, i.issuer_en
    FROM instruction i WHERE i.known_on <= as_of
    UNION ALL
    SELECT m.instruction_id, m.done_on, 2, m.milestone_no, 'milestone_done', NULL, NULL, m.name_kk, m.name_ru, m.name_en
    FROM milestone m WHERE m.done_known_on <= as_of
    UNION ALL
    SELECT r.instruction_id, r.reported_on, 3, r.report_no, 'reported_' || r.declared_state, r.body_code, NULL, r.text_kk, r.text_ru, r.text_en
    FROM report r WHERE r.reported_on <= as_of
    UNION ALL
    SELECT d.instruction_id, d.decided_on, 4, d.decision_no, d.kind, NULL, d.new_due_on, d.reason_kk, d.reason_ru, d.reason_en
    FROM decision d WHERE d.decided_on <= as_of
$$;
COMMENT ON FUNCTION instruction_steps_on IS 'Every step known on a day: issued, milestone_done, reported_in_work, reported_done, accepted, returned, extended; place orders steps of one day.';
