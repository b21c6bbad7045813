-- The first :most instructions of each state known on :as_of, the nearest deadline first, with how many the state has. A null filter filters nothing.
WITH chosen AS MATERIALIZED (
    SELECT c.instruction_id, c.state, c.due_on, c.accepted_on, c.issued_on
    FROM instructions_chosen(CAST(:as_of AS date), CAST(:body_code AS text), CAST(:is_demonstration AS boolean), CAST(:search AS text)) c
    WHERE CAST(:controller AS text) IS NULL OR c.controller = :controller
),
counted AS (
    SELECT c.state, count(*) AS state_count FROM chosen c GROUP BY c.state
),
first_ones AS (  -- each state for itself: to order them all takes three times as long
    SELECT n.state, n.state_count, f.instruction_id, f.due_on, f.accepted_on,
        row_number() OVER (PARTITION BY n.state ORDER BY f.accepted_on DESC NULLS FIRST, f.due_on NULLS LAST, f.issued_on, f.instruction_id) AS place
    FROM counted n
    CROSS JOIN LATERAL (
        SELECT c.instruction_id, c.due_on, c.accepted_on, c.issued_on FROM chosen c WHERE c.state = n.state
        ORDER BY c.accepted_on DESC NULLS FIRST, c.due_on NULLS LAST, c.issued_on, c.instruction_id LIMIT :most) f
)
SELECT o.state, o.state_count, o.place, o.instruction_id, i.number, i.text_kk, i.text_ru, i.text_en,
    l.short_kk AS lead_short_kk, l.short_ru AS lead_short_ru, l.short_en AS lead_short_en, o.due_on, o.accepted_on,
    CASE WHEN o.accepted_on IS NULL THEN o.due_on - CAST(:as_of AS date) END AS days_left
FROM first_ones o
JOIN instruction i USING (instruction_id)
JOIN body l ON l.body_code = i.lead_body_code
ORDER BY o.state, o.place
