-- How many instructions known on :as_of stand in each state, by lead body; the body with most to do first. A null filter filters nothing.
WITH counted AS (
    SELECT i.lead_body_code, c.state, count(*) AS instruction_count
    FROM instructions_chosen(CAST(:as_of AS date), NULL,
                             CAST(:is_demonstration AS boolean), CAST(:search AS text)) c
    JOIN instruction i USING (instruction_id)
    GROUP BY i.lead_body_code, c.state
),
with_most_urgent AS (
    SELECT n.*, min(state) OVER one_body AS most_urgent,
        sum(instruction_count) FILTER (WHERE state IN ('overdue', 'returned')) OVER one_body AS late_count
    FROM counted n WINDOW one_body AS (PARTITION BY lead_body_code)
)
SELECT w.lead_body_code, b.short_kk AS lead_short_kk, b.short_ru AS lead_short_ru, b.short_en AS lead_short_en,
    w.state, w.instruction_count
FROM with_most_urgent w JOIN body b ON b.body_code = w.lead_body_code
ORDER BY w.late_count DESC NULLS LAST, w.most_urgent, w.lead_body_code, w.state
