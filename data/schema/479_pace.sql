-- The pace of a measure: how many are done, when all will be, and whether that is in time.

CREATE TYPE pace_verdict AS ENUM ('nothing_asked', 'complete', 'no_deadline', 'too_early', 'in_time', 'behind');
COMMENT ON TYPE pace_verdict IS 'What the pace of a measure says of the deadline.';

CREATE FUNCTION pace_days() RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT 90 $$;
COMMENT ON FUNCTION pace_days IS 'Days over which the pace is taken, or those since the first day of the measure where they are fewer.';

CREATE FUNCTION pace_finish(as_of date, days integer, gained bigint, open_count bigint) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN open_count <= 0 THEN as_of
                WHEN gained > 0 AND open_count * days <= gained * 3653 THEN as_of + CAST(ceil(CAST(open_count * days AS numeric) / gained) AS integer) END
$$;
COMMENT ON FUNCTION pace_finish IS 'Day on which the last open one is done when as many more are done per day as over the last days; null where that is not within ten years.';

CREATE FUNCTION pace_is_judged(as_of date, since date, due_on date, asked_count bigint, done_at_start bigint) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT as_of >= since + 14 AND (asked_count - done_at_start) * (as_of - since) >= 5 * (due_on - since)
$$;
COMMENT ON FUNCTION pace_is_judged IS 'From two weeks after the first day, and once an even pace to the deadline would have five done: before, nothing done says nothing.';

CREATE FUNCTION pace_verdict(as_of date, due_on date, asked_count bigint, done_count bigint, finishes_on date, is_judged boolean)
RETURNS pace_verdict LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CAST(CASE
        WHEN asked_count = 0 THEN 'nothing_asked'
        WHEN done_count >= asked_count THEN 'complete'
        WHEN due_on IS NULL THEN 'no_deadline'
        WHEN as_of >= due_on THEN 'behind'
        WHEN NOT is_judged THEN 'too_early'
        WHEN finishes_on <= due_on THEN 'in_time'
        ELSE 'behind'
    END AS pace_verdict)
$$;
COMMENT ON FUNCTION pace_verdict IS 'In time where the last one is done on the last day of the deadline at the latest. With anything open at the end of that day it cannot be.';

CREATE FUNCTION measures_on(as_of date) RETURNS SETOF completion_measure LANGUAGE sql STABLE AS $$
    SELECT m.*
    FROM (SELECT DISTINCT ON (x.instruction_id) x.* FROM completion_measure x WHERE x.set_on <= as_of ORDER BY x.instruction_id, x.version DESC) m
    WHERE m.measure_code IS NOT NULL
$$;
COMMENT ON FUNCTION measures_on IS 'The measure in force of each instruction, as known on a day.';

CREATE FUNCTION measure_counts(m completion_measure, day date) RETURNS TABLE (asked_count bigint, done_count bigint) LANGUAGE sql STABLE AS $$
    SELECT coalesce(sum(c.asked_change), 0), coalesce(sum(c.done_change), 0)
    FROM measure_change c WHERE c.instruction_id = m.instruction_id AND c.version = m.version AND c.counted_on <= day
    HAVING m.measure_code <> 'milestones'
    UNION ALL
    SELECT count(*), count(*) FILTER (WHERE s.done_known_on <= day)
    FROM milestone s WHERE s.instruction_id = m.instruction_id
    HAVING m.measure_code = 'milestones'
$$;
COMMENT ON FUNCTION measure_counts IS 'How many the set held at the end of a day and how many of them were done, of what the asker may see.';

CREATE FUNCTION milestones_finish(asked_id bigint, as_of date) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT max(m.due_on) + greatest(0, as_of - min(m.due_on) FILTER (WHERE m.done_known_on IS NULL OR m.done_known_on > as_of))
    FROM milestone m WHERE m.instruction_id = asked_id
$$;
COMMENT ON FUNCTION milestones_finish IS 'Day of the last milestone, put off by as many days as the earliest one still open is late.';

CREATE FUNCTION measure_pace(m completion_measure, as_of date, due_on date) RETURNS TABLE (
    asked_count bigint, done_count bigint, done_at_start bigint, pace_from date, done_before bigint, finishes_on date, verdict pace_verdict
) LANGUAGE sql STABLE AS $$
    WITH counted AS (
        SELECT n.*, s.done_count AS done_at_start, p.pace_from, b.done_count AS done_before
        FROM measure_counts(m, as_of) n, measure_counts(m, m.since) s, (SELECT greatest(m.since, as_of - pace_days()) AS pace_from) p,
            LATERAL measure_counts(m, p.pace_from) b
    ),
    with_finish AS (
        SELECT c.*, CASE WHEN c.asked_count = 0 THEN NULL
                         WHEN m.measure_code = 'milestones' THEN milestones_finish(m.instruction_id, as_of)
                         ELSE pace_finish(as_of, as_of - c.pace_from, c.done_count - c.done_before, c.asked_count - c.done_count) END AS finishes_on
        FROM counted c
    )
    SELECT f.asked_count, f.done_count, f.done_at_start, f.pace_from, f.done_before, f.finishes_on,
        pace_verdict(as_of, due_on, f.asked_count, f.done_count, f.finishes_on,
                     m.measure_code = 'milestones' OR pace_is_judged(as_of, m.since, due_on, f.asked_count, f.done_at_start))
    FROM with_finish f
$$;
COMMENT ON FUNCTION measure_pace IS 'Count and pace of a measure as known on a day, of what the asker may see.';

-- As the owner, for a state must be the same for everybody who sees the instruction: it says when the whole will be done, and no count of any region.
CREATE FUNCTION whole_pace(asked_id bigint, as_of date, due_on date) RETURNS TABLE (finishes_on date, verdict pace_verdict)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
BEGIN
    IF app_may_see_instruction(asked_id) THEN
        RETURN QUERY SELECT p.finishes_on, p.verdict FROM measures_on(as_of) m, LATERAL measure_pace(m, as_of, due_on) p WHERE m.instruction_id = asked_id;
    END IF;
END $$;
COMMENT ON FUNCTION whole_pace IS 'When the whole of an instruction''s measure will be done at the present pace, and whether in time, over all regions; no row where the asker may not see the instruction, or nothing is measured.';
REVOKE ALL ON FUNCTION whole_pace FROM PUBLIC;
GRANT EXECUTE ON FUNCTION whole_pace TO map_reader, map_writer;
