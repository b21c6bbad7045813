-- Makes a measure the next version of what is counted for an instruction, or withdraws it where :measure_code is null; the database signs, checks and counts it.
SELECT set_measure(CAST(:instruction_id AS bigint), CAST(:base_version AS integer), CAST(:measure_code AS text), CAST(:since AS date),
                   CAST(:programme_code AS text), CAST(:of_region AS text), CAST(:of_hazard_type AS text), CAST(:reason AS text))
