-- Every choice of what is counted for an instruction known on :as_of, the newest first.
SELECT m.version, m.measure_code
FROM completion_measure m
WHERE m.instruction_id = CAST(:instruction_id AS bigint) AND m.set_on <= CAST(:as_of AS date)
ORDER BY m.version DESC
