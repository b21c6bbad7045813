-- The first :most instructions of each state known on :as_of, the nearest deadline first, with how many the state has. A null filter filters nothing.
WITH ordered AS (
    SELECT c.instruction_id, c.state, c.due_on, c.accepted_on, count(*) OVER (PARTITION BY c.state) AS state_count,
        row_number() OVER (PARTITION BY c.state ORDER BY c.accepted_on DESC NULLS FIRST, c.due_on NULLS LAST, i.issued_on, i.instruction_id) AS place
    FROM instructions_chosen(CAST(:as_of AS date), CAST(:body_code AS text), CAST(:is_demonstration AS boolean), CAST(:search AS text)) c
    JOIN instruction i USING (instruction_id)
    WHERE CAST(:controller AS text) IS NULL OR coalesce(i.controller_user_code, i.controller_body_code, i.controller_en, 'none') = :controller
)
SELECT o.state, o.state_count, o.place, o.instruction_id, i.number, i.text_kk, i.text_ru, i.text_en,
    l.short_kk AS lead_short_kk, l.short_ru AS lead_short_ru, l.short_en AS lead_short_en, o.due_on, o.accepted_on,
    CASE WHEN o.accepted_on IS NULL THEN o.due_on - CAST(:as_of AS date) END AS days_left
FROM ordered o
JOIN instruction i USING (instruction_id)
JOIN body l ON l.body_code = i.lead_body_code
WHERE o.place <= :most
ORDER BY o.state, o.place
