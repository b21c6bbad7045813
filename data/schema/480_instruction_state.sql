-- What has become of an instruction: the one definition of its computed state, as known at the end of a day.

CREATE TYPE instruction_state AS ENUM (
    'overdue', 'returned', 'no_report', 'at_risk', 'due_soon', 'reported', 'not_due', 'no_deadline', 'done_late', 'done');
COMMENT ON TYPE instruction_state IS 'Computed state of an instruction, in the order of what to do first.';

CREATE FUNCTION due_soon_days() RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT 14 $$;
COMMENT ON FUNCTION due_soon_days IS 'Days before the deadline from which an instruction is due soon.';

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
        WHEN due_on - as_of <= due_soon_days() THEN 'due_soon'
        ELSE 'not_due'
    END AS instruction_state)
$$;
COMMENT ON FUNCTION instruction_state IS 'State from what is known: late starts on the day after the deadline, due soon 14 days before it, both ends included. Behind: a milestone is late, or, in state_at_pace, the pace of the measure puts the finish after the deadline.';

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

CREATE FUNCTION state_at_pace(state instruction_state, verdict pace_verdict) RETURNS instruction_state LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN state IN ('due_soon', 'not_due') AND verdict = 'behind' THEN 'at_risk' ELSE state END
$$;
COMMENT ON FUNCTION state_at_pace IS 'The state of an instruction whose measure is counted: at risk too where the pace puts the finish after the deadline.';

CREATE FUNCTION instruction_facts_on(i instruction, day date) RETURNS TABLE (
    state instruction_state, due_on date, extension_count integer, declared_state text, declared_on date, last_report_on date,
    accepted_on date, milestone_count integer, done_milestone_count integer, late_milestone_count integer
) LANGUAGE sql STABLE AS $$
WITH deadline AS (
    SELECT coalesce((array_agg(x.new_due_on ORDER BY x.decided_on DESC, x.decision_no DESC))[1], i.due_on) AS due_on, count(*) AS extensions
    FROM decision x WHERE x.instruction_id = i.instruction_id AND x.kind = 'extended' AND x.decided_on <= day
),
last_verdict AS (
    SELECT x.kind, x.decided_on, x.version
    FROM decision x WHERE x.instruction_id = i.instruction_id AND x.kind IN ('accepted', 'returned') AND x.decided_on <= day
    ORDER BY x.decided_on DESC, x.decision_no DESC LIMIT 1
),
last_declared AS (
    SELECT x.declared_state, x.reported_on, x.version
    FROM report x WHERE x.instruction_id = i.instruction_id AND x.body_code = i.lead_body_code AND x.reported_on <= day
    ORDER BY x.reported_on DESC, x.report_no DESC LIMIT 1
),
last_report AS (
    SELECT max(x.reported_on) AS reported_on FROM report x WHERE x.instruction_id = i.instruction_id AND x.reported_on <= day
),
milestones_counted AS (
    SELECT count(*) AS milestones, count(*) FILTER (WHERE x.milestone_state IN ('done', 'done_late')) AS done,
        count(*) FILTER (WHERE x.milestone_state = 'late') AS late
    FROM (SELECT milestone_state(y.due_on, y.done_on, y.done_known_on, day) FROM milestone y WHERE y.instruction_id = i.instruction_id) x
),
with_what_followed AS (
    SELECT e.due_on, e.extensions, d.declared_state, d.reported_on AS declared_on, r.reported_on AS last_report_on,
        CASE WHEN v.kind = 'accepted' THEN v.decided_on END AS accepted_on,
        coalesce(v.kind = 'returned' AND coalesce(v.version > d.version, v.decided_on >= coalesce(d.reported_on, v.decided_on)), false) AS is_returned,
        m.milestones, m.done, m.late
    FROM deadline e CROSS JOIN last_report r CROSS JOIN milestones_counted m
    LEFT JOIN last_verdict v ON true LEFT JOIN last_declared d ON true
)
SELECT instruction_state(day, w.due_on, w.accepted_on, w.is_returned, coalesce(w.declared_state = 'done', false),
                         w.last_report_on IS NOT NULL, w.late > 0),
    w.due_on, w.extensions, w.declared_state, w.declared_on, w.last_report_on, w.accepted_on, w.milestones, w.done, w.late
FROM with_what_followed w
$$;
COMMENT ON FUNCTION instruction_facts_on IS 'An instruction on a day from its known_on on: its deadline with extensions, what its lead body last declared, and its computed state before the pace of a measure. Of a report and a return of one day the later one counts; where a delivery does not say which, the return answers the report.';
