-- Reports on an instruction for the viewer's body; the version made.
SELECT report_on_instruction(CAST(:day AS date), CAST(:instruction_id AS bigint), CAST(:version AS integer), :declared_state, :text,
                             CAST(:percent AS integer), CAST(:facility_ids AS bigint[]), CAST(:files AS jsonb), CAST(:milestone_nos AS integer[]))
