-- Instructions known on :as_of, not yet accepted, whose deadlines the viewer may move, the nearest first; with the version he sees.
SELECT i.instruction_id, i.number, i.text_kk, i.text_ru, i.text_en, l.short_kk AS lead_short_kk, l.short_ru AS lead_short_ru,
    l.short_en AS lead_short_en, s.due_on, instruction_version(i.instruction_id) AS version
FROM instructions_chosen(CAST(:as_of AS date), NULL, NULL, NULL) s
JOIN instruction i USING (instruction_id)
JOIN body l ON l.body_code = i.lead_body_code
WHERE s.accepted_on IS NULL AND app_may_decide_on(i.instruction_id)
ORDER BY s.due_on NULLS LAST, i.number
LIMIT 500
