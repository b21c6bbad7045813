-- Takes note, for the viewer, of everything that he was told about an instruction.
UPDATE notice SET acknowledged_at = clock_timestamp()
WHERE instruction_id = :instruction_id AND user_code = :viewer_user AND acknowledged_at IS NULL
