-- One file that a report brings as its proof, where the viewer may see the instruction.
SELECT e.file_name, e.media_type, e.byte_count, e.sha256
FROM evidence e
WHERE e.instruction_id = CAST(:instruction_id AS bigint) AND e.report_no = CAST(:report_no AS integer) AND e.evidence_no = CAST(:evidence_no AS integer)
