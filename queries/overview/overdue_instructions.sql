-- How many instructions were overdue, and past the deadline with no report recorded, on :as_of and on the same day a year before,
-- and how many are at risk on :as_of; those the viewer may see. The state is that of instruction_state_on.
WITH days AS (
    SELECT CAST(:as_of AS date) AS day, CAST(CAST(:as_of AS date) - interval '1 year' AS date) AS day_before
),
counted_now AS (
    SELECT count(*) FILTER (WHERE c.state = 'overdue') AS overdue_count,
        count(*) FILTER (WHERE c.state = 'no_report') AS no_report_count,
        count(*) FILTER (WHERE c.state = 'at_risk') AS at_risk_count
    FROM days, instructions_chosen(day, NULL, NULL, NULL) c
),
counted_before AS (
    SELECT count(*) FILTER (WHERE c.state = 'overdue') AS overdue_count,
        count(*) FILTER (WHERE c.state = 'no_report') AS no_report_count
    FROM days, instructions_chosen(day_before, NULL, NULL, NULL) c
)
SELECT d.day_before, n.overdue_count, n.no_report_count, n.at_risk_count,
    b.overdue_count AS overdue_count_before, b.no_report_count AS no_report_count_before
FROM days d, counted_now n, counted_before b
