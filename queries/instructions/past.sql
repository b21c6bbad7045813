-- Instructions known on :as_of whose deadline has passed and that are not accepted, the longest past it first: :most of them, with the count of all.
WITH longest_past AS (
    SELECT s.instruction_id, s.due_on, s.state, s.issued_on, s.number, count(*) OVER () AS past_count
    FROM instruction_state_on(CAST(:as_of AS date)) s
    WHERE s.accepted_on IS NULL AND s.due_on < CAST(:as_of AS date)
    ORDER BY s.due_on, s.state, s.issued_on, s.number
    LIMIT :most
)
SELECT p.instruction_id, p.number, i.text_kk, i.text_ru, i.text_en, l.short_kk AS lead_short_kk, l.short_ru AS lead_short_ru,
    l.short_en AS lead_short_en, p.due_on, p.due_on - CAST(:as_of AS date) AS days_left, p.state, p.past_count
FROM longest_past p
JOIN instruction i USING (instruction_id)
JOIN body l ON l.body_code = i.lead_body_code
ORDER BY p.due_on, p.state, p.issued_on, p.number
