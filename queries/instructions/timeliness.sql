-- How instructions known on :as_of keep their deadlines, by lead body or by controller (:grouping lead or controller).
-- Late: accepted after the deadline, or past it, reported on, not accepted and not declared done. Where no report is recorded nothing is
-- known, and nothing judged. Delays in working days, of :working_days.
WITH working AS (
    SELECT day, row_number() OVER (ORDER BY day) AS worked FROM unnest(CAST(:working_days AS date[])) AS given (day)
),
worked_by AS (
    SELECT CAST(d AS date) AS day, max(w.worked) OVER (ORDER BY d) AS worked
    FROM generate_series((SELECT min(day) FROM working), (SELECT max(day) FROM working) + 30, interval '1 day') d
    LEFT JOIN working w ON w.day = CAST(d AS date)
),
chosen AS MATERIALIZED (
    SELECT c.instruction_id, c.state, c.due_on, c.accepted_on,
        CASE WHEN CAST(:grouping AS text) = 'lead' THEN c.lead_body_code ELSE c.controller END AS code,
        CASE WHEN c.state = 'done_late' THEN c.accepted_on
             WHEN c.state IN ('overdue', 'returned') AND c.due_on < CAST(:as_of AS date) THEN CAST(:as_of AS date) END AS late_until
    FROM instructions_chosen(CAST(:as_of AS date), NULL, CAST(:is_demonstration AS boolean), CAST(:search AS text)) c
),
with_delays AS (
    SELECT c.*, CAST(t.worked - f.worked AS integer) AS delay
    FROM chosen c
    LEFT JOIN worked_by f ON f.day = c.due_on AND c.late_until IS NOT NULL
    LEFT JOIN worked_by t ON t.day = c.late_until
),
counted AS (
    SELECT w.code, max(w.instruction_id) AS newest_id, count(*) AS instruction_count,
        count(*) FILTER (WHERE w.accepted_on IS NULL) AS open_count,
        count(*) FILTER (WHERE w.state = 'reported') AS waiting_count,
        count(*) FILTER (WHERE w.state = 'no_report') AS no_report_count,
        count(*) FILTER (WHERE w.accepted_on <= w.due_on) AS on_time_count,
        count(*) FILTER (WHERE w.state = 'done_late') AS done_late_count,
        count(*) FILTER (WHERE w.accepted_on IS NULL AND w.late_until IS NOT NULL) AS overdue_count,
        CAST(round(avg(w.delay), 1) AS double precision) AS mean_delay, max(w.delay) AS longest_delay
    FROM with_delays w GROUP BY w.code
)
SELECT n.code, coalesce(b.short_kk, i.controller_kk) AS name_kk, coalesce(b.short_ru, i.controller_ru) AS name_ru,
    coalesce(b.short_en, i.controller_en) AS name_en, n.instruction_count, n.open_count, n.waiting_count, n.no_report_count,
    n.on_time_count, n.done_late_count, n.overdue_count, n.done_late_count + n.overdue_count AS late_count,
    CASE WHEN n.on_time_count + n.done_late_count + n.overdue_count >= 5
         THEN CAST(round(100.0 * n.on_time_count / (n.on_time_count + n.done_late_count + n.overdue_count)) AS integer) END AS on_time_pct,
    n.mean_delay, n.longest_delay
FROM counted n
JOIN instruction i ON i.instruction_id = n.newest_id
LEFT JOIN body b ON CAST(:grouping AS text) = 'lead' AND b.body_code = n.code
ORDER BY n.overdue_count DESC, n.mean_delay DESC NULLS LAST, n.open_count DESC, n.code
