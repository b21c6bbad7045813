-- Instructions known on :as_of with their computed state, what to do first on top, :most of them after the first :skipped.
-- A null filter filters nothing; a null :most ends nowhere.
WITH of_this_page AS (
    SELECT c.instruction_id, c.state
    FROM instructions_chosen(CAST(:as_of AS date), CAST(:body_code AS text), CAST(:is_demonstration AS boolean), CAST(:search AS text)) c
    WHERE (CAST(:state AS text) IS NULL OR CAST(c.state AS text) = :state)
      AND (CAST(:controller AS text) IS NULL OR c.controller = :controller)
    ORDER BY c.state, c.due_on NULLS LAST, c.issued_on, c.number
    LIMIT CAST(:most AS bigint) OFFSET CAST(:skipped AS bigint)
)
SELECT p.instruction_id, i.number, i.issued_on, i.text_kk, i.text_ru, i.text_en,
    i.lead_body_code, l.short_kk AS lead_short_kk, l.short_ru AS lead_short_ru, l.short_en AS lead_short_en,
    x.codes AS co_body_codes, x.short_kk AS co_short_kk, x.short_ru AS co_short_ru, x.short_en AS co_short_en,
    i.controller_kk, i.controller_ru, i.controller_en, i.final_result_kk, i.final_result_ru, i.final_result_en,
    i.due_on AS first_due_on, k.due_on, k.extension_count,
    CASE WHEN k.accepted_on IS NULL THEN k.due_on - CAST(:as_of AS date) END AS days_left,
    p.state, k.declared_state, k.declared_on, k.accepted_on,
    s.is_demonstration, i.source_url
FROM of_this_page p
JOIN instruction_state_on(CAST(:as_of AS date)) k USING (instruction_id)
JOIN instruction i USING (instruction_id)
JOIN body l ON l.body_code = i.lead_body_code
JOIN source s ON s.source_code = i.source_code
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(b.body_code ORDER BY b.body_code), '{}') AS codes,
        coalesce(string_agg(b.short_kk, ', ' ORDER BY b.body_code), '') AS short_kk,
        coalesce(string_agg(b.short_ru, ', ' ORDER BY b.body_code), '') AS short_ru,
        coalesce(string_agg(b.short_en, ', ' ORDER BY b.body_code), '') AS short_en
    FROM instruction_body t JOIN body b USING (body_code) WHERE t.instruction_id = p.instruction_id) x
ORDER BY p.state, k.due_on NULLS LAST, i.issued_on, i.number
