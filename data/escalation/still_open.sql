-- Instructions with a deadline that are not done as known on the day and not waiting for the controller, and whose first step may have
-- come: at most 60 days before the deadline, and then on the working day before. With the ladder of their issuer.
WITH ladders AS MATERIALIZED (
    SELECT u.issuer_kk, d.first_days, d.second_days, d.working_days_a_level, d.top_level
    FROM (SELECT DISTINCT i.issuer_kk FROM instruction i) u
    CROSS JOIN LATERAL ladder_on(u.issuer_kk, %(day)s) d
)
SELECT s.instruction_id, i.number,
    jsonb_build_object('kk', i.text_kk, 'ru', i.text_ru, 'en', i.text_en),
    jsonb_build_object('kk', l.short_kk, 'ru', l.short_ru, 'en', l.short_en),
    s.due_on, i.lead_body_code,
    d.first_days, d.second_days, d.working_days_a_level, d.top_level
FROM instruction_state_on(%(day)s) s
JOIN instruction i USING (instruction_id)
JOIN body l ON l.body_code = i.lead_body_code
JOIN ladders d USING (issuer_kk)
WHERE s.due_on <= CAST(%(day)s AS date) + 75 AND s.state NOT IN ('reported', 'done', 'done_late')
ORDER BY s.due_on, s.instruction_id
