-- What has become of every instruction: the one definition of its computed state, as known at the end of a day.

CREATE TYPE instruction_state AS ENUM (
    'overdue', 'returned', 'no_report', 'at_risk', 'due_soon', 'reported', 'not_due', 'no_deadline', 'done_late', 'done');
COMMENT ON TYPE instruction_state IS 'Computed state of an instruction, in the order of what to do first.';

CREATE FUNCTION instruction_state(as_of date, due_on date, accepted_on date, is_returned boolean, is_declared_done boolean,
                                  has_report boolean, is_behind boolean)
RETURNS instruction_state LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CAST(CASE
        WHEN accepted_on > due_on THEN 'done_late'
        WHEN accepted_on IS NOT NULL THEN 'done'
        WHEN is_returned THEN 'returned'
        WHEN is_declared_done THEN 'reported'
        WHEN due_on IS NULL THEN 'no_deadline'
        WHEN as_of > due_on AND has_report THEN 'overdue'
        WHEN as_of > due_on THEN 'no_report'
        WHEN is_behind THEN 'at_risk'
        WHEN due_on - as_of <= 14 THEN 'due_soon'
        ELSE 'not_due'
    END AS instruction_state)
$$;
COMMENT ON FUNCTION instruction_state IS 'State from what is known: late starts on the day after the deadline, due soon 14 days before it, both ends included. Behind: a milestone is late, or the pace of the measure puts the finish after the deadline.';

CREATE FUNCTION milestone_state(due_on date, done_on date, done_known_on date, as_of date)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN done_known_on <= as_of AND done_on > due_on THEN 'done_late'
        WHEN done_known_on <= as_of THEN 'done'
        WHEN due_on < as_of THEN 'late'
        ELSE 'open'
    END
$$;
COMMENT ON FUNCTION milestone_state IS 'done, done_late, late (undone, as known, from the day after its own day) or open.';

CREATE FUNCTION instruction_state_on(as_of date) RETURNS TABLE (
    instruction_id bigint, due_on date, extension_count bigint, state instruction_state, declared_state text, declared_on date,
    last_report_on date, accepted_on date, milestone_count bigint, done_milestone_count bigint, late_milestone_count bigint
) LANGUAGE sql STABLE AS $$
WITH known_on_the_day AS NOT MATERIALIZED (
    SELECT i.instruction_id, i.due_on FROM instruction i WHERE i.known_on <= as_of
),
last_extensions AS NOT MATERIALIZED (
    SELECT DISTINCT ON (x.instruction_id) x.instruction_id, x.new_due_on, count(*) OVER (PARTITION BY x.instruction_id) AS extensions
    FROM decision x WHERE x.kind = 'extended' AND x.decided_on <= as_of
    ORDER BY x.instruction_id, x.decided_on DESC, x.decision_no DESC
),
last_verdicts AS (
    SELECT DISTINCT ON (x.instruction_id) x.instruction_id, x.kind, x.decided_on, x.version
    FROM decision x WHERE x.kind IN ('accepted', 'returned') AND x.decided_on <= as_of
    ORDER BY x.instruction_id, x.decided_on DESC, x.decision_no DESC
),
last_declared AS (
    SELECT DISTINCT ON (x.instruction_id) x.instruction_id, x.declared_state, x.reported_on, x.version
    FROM report x JOIN instruction i ON i.instruction_id = x.instruction_id AND i.lead_body_code = x.body_code
    WHERE x.reported_on <= as_of
    ORDER BY x.instruction_id, x.reported_on DESC, x.report_no DESC
),
last_reports AS (
    SELECT x.instruction_id, max(x.reported_on) AS last_report_on FROM report x WHERE x.reported_on <= as_of GROUP BY x.instruction_id
),
milestones_counted AS (
    SELECT x.instruction_id, count(*) AS milestones, count(*) FILTER (WHERE x.milestone_state IN ('done', 'done_late')) AS done,
        count(*) FILTER (WHERE x.milestone_state = 'late') AS late
    FROM (SELECT y.instruction_id, milestone_state(y.due_on, y.done_on, y.done_known_on, as_of) FROM milestone y) x
    GROUP BY x.instruction_id
),
paces AS (
    SELECT m.instruction_id, p.verdict
    FROM measures_on(as_of) m
    JOIN known_on_the_day k USING (instruction_id)
    LEFT JOIN last_extensions e USING (instruction_id)
    CROSS JOIN LATERAL whole_pace(m.instruction_id, as_of, coalesce(e.new_due_on, k.due_on)) p
),
with_what_followed AS (
    SELECT k.instruction_id, coalesce(e.new_due_on, k.due_on) AS due_on, coalesce(e.extensions, 0) AS extensions, d.declared_state,
        d.reported_on AS declared_on, r.last_report_on, CASE WHEN v.kind = 'accepted' THEN v.decided_on END AS accepted_on,
        coalesce(v.kind = 'returned' AND coalesce(v.version > d.version, v.decided_on >= coalesce(d.reported_on, v.decided_on)), false) AS is_returned,
        coalesce(m.milestones, 0) AS milestones, coalesce(m.done, 0) AS done, coalesce(m.late, 0) AS late,
        coalesce(m.late, 0) > 0 OR coalesce(p.verdict = 'behind', false) AS is_behind
    FROM known_on_the_day k
    LEFT JOIN last_extensions e USING (instruction_id)
    LEFT JOIN last_verdicts v USING (instruction_id)
    LEFT JOIN last_declared d ON d.instruction_id = k.instruction_id
    LEFT JOIN last_reports r ON r.instruction_id = k.instruction_id
    LEFT JOIN milestones_counted m ON m.instruction_id = k.instruction_id
    LEFT JOIN paces p ON p.instruction_id = k.instruction_id
)
SELECT instruction_id, due_on, extensions,
    instruction_state(as_of, due_on, accepted_on, is_returned, coalesce(declared_state = 'done', false),
                      last_report_on IS NOT NULL, is_behind),
    declared_state, declared_on, last_report_on, accepted_on, milestones, done, late
FROM with_what_followed
$$;
COMMENT ON FUNCTION instruction_state_on IS 'Every instruction known on a day: its deadline with extensions, what its lead body last declared, and its computed state. Of a report and a return of one day the later one counts; where a delivery does not say which, the return answers the report.';
