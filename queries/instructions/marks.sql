-- What stands on the line of each of :instruction_ids between issue and deadline, as known on :as_of: milestones, and deadlines that were moved.
WITH earlier_deadlines AS (
    SELECT s.instruction_id, s.happened_on, s.new_due_on AS at, lead(s.new_due_on) OVER steps AS moved_to, lead(s.happened_on) OVER steps AS moved_on
    FROM instruction_steps_on(CAST(:as_of AS date)) s
    WHERE s.instruction_id = ANY (CAST(:instruction_ids AS bigint[])) AND s.kind IN ('issued', 'extended')
    WINDOW steps AS (PARTITION BY s.instruction_id ORDER BY s.happened_on, s.place, s.step_no)
)
SELECT m.instruction_id, m.name_kk, m.name_ru, m.name_en, m.due_on AS at,
    milestone_state(m.due_on, m.done_on, m.done_known_on, CAST(:as_of AS date)) AS mark, CAST(NULL AS date) AS moved_to, CAST(NULL AS date) AS moved_on
FROM milestone m WHERE m.instruction_id = ANY (CAST(:instruction_ids AS bigint[]))
UNION ALL
SELECT e.instruction_id, NULL, NULL, NULL, e.at, 'moved', e.moved_to, e.moved_on
FROM earlier_deadlines e WHERE e.at IS NOT NULL AND e.moved_to IS NOT NULL
ORDER BY instruction_id, at, mark
