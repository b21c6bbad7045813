-- Milestones of the asked instructions known on :as_of, with what was known of each on that day.
-- A null :instruction_id asks for those of every instruction that the filters leave.
WITH asked AS (
    SELECT c.instruction_id
    FROM instructions_chosen(CAST(:as_of AS date), CAST(:body_code AS text),
                             CAST(:is_demonstration AS boolean), CAST(:search AS text)) c
    WHERE (CAST(:instruction_id AS bigint) IS NULL OR c.instruction_id = :instruction_id)
      AND (CAST(:state AS text) IS NULL OR CAST(c.state AS text) = :state)
)
SELECT m.instruction_id, i.number, m.milestone_no, m.name_kk, m.name_ru, m.name_en, m.due_on,
    CASE WHEN m.done_known_on <= CAST(:as_of AS date) THEN m.done_on END AS done_on,
    milestone_state(m.due_on, m.done_on, m.done_known_on, CAST(:as_of AS date))
FROM milestone m JOIN asked USING (instruction_id) JOIN instruction i USING (instruction_id)
ORDER BY m.instruction_id, m.due_on, m.milestone_no
