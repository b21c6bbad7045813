-- The pace of every measured instruction known on :as_of that the viewer may see, over the whole: the one that sets its state.
SELECT m.instruction_id, m.measure_code, s.due_on, p.finishes_on, CAST(p.verdict AS text) AS verdict, s.due_on - p.finishes_on AS days_spare
FROM measures_on(CAST(:as_of AS date)) m
JOIN instruction_state_on(CAST(:as_of AS date)) s USING (instruction_id)
CROSS JOIN LATERAL whole_pace(m.instruction_id, CAST(:as_of AS date), s.due_on) p
ORDER BY m.instruction_id
