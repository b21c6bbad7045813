-- How many instructions were overdue on :as_of and on the same day a year before, and how many are past the deadline with no report recorded,
-- and at risk, on :as_of; those the viewer may see. The state is that of instruction_state_on.
WITH days AS (
    SELECT CAST(:as_of AS date) AS day, CAST(CAST(:as_of AS date) - interval '1 year' AS date) AS day_before
),
counted_now AS (
    SELECT c.state, count(*) AS instruction_count FROM days, instruction_state_on(day) c GROUP BY c.state
),
counted_before AS (
    SELECT c.state, count(*) AS instruction_count FROM days, instruction_state_on(day_before) c GROUP BY c.state
)
SELECT d.day_before,
    (SELECT CAST(coalesce(sum(n.instruction_count), 0) AS bigint) FROM counted_now n WHERE n.state = 'overdue') AS overdue_count,
    (SELECT CAST(coalesce(sum(n.instruction_count), 0) AS bigint) FROM counted_now n WHERE n.state = 'no_report') AS no_report_count,
    (SELECT CAST(coalesce(sum(n.instruction_count), 0) AS bigint) FROM counted_now n WHERE n.state = 'at_risk') AS at_risk_count,
    (SELECT CAST(coalesce(sum(b.instruction_count), 0) AS bigint) FROM counted_before b WHERE b.state = 'overdue') AS overdue_count_before
FROM days d
