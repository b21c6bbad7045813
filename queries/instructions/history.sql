-- Every step of one instruction known on :as_of, newest first.
WITH asked AS (
    SELECT c.instruction_id FROM instructions_chosen(CAST(:as_of AS date), NULL, NULL, NULL) c
    WHERE c.instruction_id = :instruction_id
)
SELECT s.happened_on, s.kind, s.body_code, b.short_kk AS body_kk, b.short_ru AS body_ru, b.short_en AS body_en,
    s.new_due_on, s.text_kk, s.text_ru, s.text_en,
    s.version, s.recorded_at, s.done_pct, s.is_late, s.step_no, a.author_kk, a.author_ru, a.author_en
FROM instruction_steps_on(CAST(:as_of AS date)) s JOIN asked USING (instruction_id) LEFT JOIN body b USING (body_code)
LEFT JOIN LATERAL post_of(s.author_code) a ON true
ORDER BY s.happened_on DESC, s.version DESC NULLS LAST, s.place DESC, s.step_no DESC
