-- Instructions known on :as_of whose text is near to :said, those of the same lead body first, then the nearest; at most five.
SELECT n.instruction_id, n.number, i.text_kk, i.text_ru, i.text_en, b.short_kk AS lead_short_kk, b.short_ru AS lead_short_ru,
    b.short_en AS lead_short_en, i.due_on, n.likeness
FROM instructions_like(:said, :lead_body_code, CAST(:as_of AS date)) n
JOIN instruction i USING (instruction_id)
JOIN body b ON b.body_code = i.lead_body_code
ORDER BY i.lead_body_code = :lead_body_code DESC, n.likeness DESC, n.instruction_id
