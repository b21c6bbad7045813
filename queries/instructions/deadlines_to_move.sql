-- Instructions known on :as_of, not yet accepted, whose deadlines the viewer may move, the nearest first; with the version he sees.
WITH nearest AS (
    SELECT s.instruction_id, s.due_on, s.number
    FROM instruction_state_on(CAST(:as_of AS date)) s
    WHERE s.accepted_on IS NULL AND app_decides(s.lead_body_code, s.controller_user_code, s.controller_body_code)
    ORDER BY s.due_on NULLS LAST, s.number
    LIMIT 500
)
SELECT i.instruction_id, i.number, i.text_kk, i.text_ru, i.text_en, l.short_kk AS lead_short_kk, l.short_ru AS lead_short_ru,
    l.short_en AS lead_short_en, n.due_on, instruction_version(i.instruction_id) AS version
FROM nearest n
JOIN instruction i USING (instruction_id)
JOIN body l ON l.body_code = i.lead_body_code
ORDER BY n.due_on NULLS LAST, i.number
