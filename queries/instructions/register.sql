-- Instructions known on :as_of with their computed state, what to do first on top. A null filter filters nothing.
WITH in_this_state AS (
    SELECT c.* FROM instructions_chosen(CAST(:as_of AS date), CAST(:body_code AS text),
                                   CAST(:is_demonstration AS boolean), CAST(:search AS text)) c
    WHERE CAST(:state AS text) IS NULL OR CAST(c.state AS text) = :state
),
with_co_executors AS (
    SELECT s.*, x.codes, x.short_kk, x.short_ru, x.short_en
    FROM in_this_state s
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(b.body_code ORDER BY b.body_code), '{}') AS codes,
            coalesce(string_agg(b.short_kk, ', ' ORDER BY b.body_code), '') AS short_kk,
            coalesce(string_agg(b.short_ru, ', ' ORDER BY b.body_code), '') AS short_ru,
            coalesce(string_agg(b.short_en, ', ' ORDER BY b.body_code), '') AS short_en
        FROM instruction_body t JOIN body b USING (body_code) WHERE t.instruction_id = s.instruction_id) x
)
SELECT i.instruction_id, i.number, i.issued_on, i.text_kk, i.text_ru, i.text_en,
    i.lead_body_code, l.short_kk AS lead_short_kk, l.short_ru AS lead_short_ru, l.short_en AS lead_short_en,
    w.codes AS co_body_codes, w.short_kk AS co_short_kk, w.short_ru AS co_short_ru, w.short_en AS co_short_en,
    i.due_on AS first_due_on, w.due_on, w.extension_count,
    CASE WHEN w.accepted_on IS NULL THEN w.due_on - CAST(:as_of AS date) END AS days_left,
    w.state, w.declared_state, w.accepted_on, w.milestone_count, w.done_milestone_count,
    s.is_demonstration, i.source_url
FROM with_co_executors w
JOIN instruction i USING (instruction_id)
JOIN body l ON l.body_code = i.lead_body_code
JOIN source s USING (source_code)
ORDER BY w.state, w.due_on NULLS LAST, i.issued_on, i.number
