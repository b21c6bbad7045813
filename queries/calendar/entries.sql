-- Instructions with a deadline that the viewer may see, as known on :as_of, the earliest deadline first, at most 2,000:
-- all that are not accepted, and those accepted in the 30 days through :as_of.
WITH earliest AS (
    SELECT s.instruction_id, s.due_on, s.state
    FROM instruction_state_on(CAST(:as_of AS date)) s
    WHERE s.due_on IS NOT NULL AND (s.accepted_on IS NULL OR s.accepted_on > CAST(:as_of AS date) - 30)
    ORDER BY s.due_on, s.instruction_id
    LIMIT 2000
)
SELECT e.instruction_id, i.number, i.text_kk, i.text_ru, i.text_en, e.due_on, k.extension_count, CAST(e.state AS text) AS state,
    l.short_kk AS lead_kk, l.short_ru AS lead_ru, l.short_en AS lead_en
FROM earliest e
JOIN instruction_state_on(CAST(:as_of AS date)) k USING (instruction_id)
JOIN instruction i USING (instruction_id)
JOIN body l ON l.body_code = i.lead_body_code
ORDER BY e.due_on, e.instruction_id
