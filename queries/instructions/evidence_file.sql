-- One file that a report brings as its proof, where the viewer may see the instruction. Numbers beyond those of the columns find none.
SELECT e.file_name, e.media_type, e.byte_count, e.sha256
FROM evidence e
WHERE e.instruction_id = :instruction_id AND e.report_no = :report_no AND e.evidence_no = :evidence_no
