-- Enters an instruction on a day; its number in the register.
SELECT issue_instruction(CAST(:day AS date), CAST(:asked AS jsonb))
