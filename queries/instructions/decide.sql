-- Accepts, returns or extends an instruction; the version made.
SELECT decide_on_instruction(CAST(:day AS date), CAST(:instruction_id AS bigint), CAST(:version AS integer), :kind, :reason, CAST(:new_due_on AS date))
