-- Instructions known on :as_of with their computed state, what to do first on top, :most of them after the first :skipped.
-- A null filter filters nothing; a null :most ends nowhere.
WITH in_this_state AS (
    SELECT c.* FROM instructions_chosen(CAST(:as_of AS date), CAST(:body_code AS text),
                                   CAST(:is_demonstration AS boolean), CAST(:search AS text)) c
    WHERE CAST(:state AS text) IS NULL OR CAST(c.state AS text) = :state
),
of_this_page AS (
    SELECT s.*, i.number, i.issued_on, i.text_kk, i.text_ru, i.text_en, i.lead_body_code, i.due_on AS first_due_on, i.controller_kk,
        i.controller_ru, i.controller_en, i.final_result_kk, i.final_result_ru, i.final_result_en, i.source_url, i.source_code
    FROM in_this_state s
    JOIN instruction i USING (instruction_id)
    WHERE CAST(:controller AS text) IS NULL OR coalesce(i.controller_user_code, i.controller_body_code, i.controller_en, 'none') = :controller
    ORDER BY s.state, s.due_on NULLS LAST, i.issued_on, i.number
    LIMIT CAST(:most AS bigint) OFFSET CAST(:skipped AS bigint)
)
SELECT p.instruction_id, p.number, p.issued_on, p.text_kk, p.text_ru, p.text_en,
    p.lead_body_code, l.short_kk AS lead_short_kk, l.short_ru AS lead_short_ru, l.short_en AS lead_short_en,
    x.codes AS co_body_codes, x.short_kk AS co_short_kk, x.short_ru AS co_short_ru, x.short_en AS co_short_en,
    p.controller_kk, p.controller_ru, p.controller_en, p.final_result_kk, p.final_result_ru, p.final_result_en,
    p.first_due_on, p.due_on, p.extension_count,
    CASE WHEN p.accepted_on IS NULL THEN p.due_on - CAST(:as_of AS date) END AS days_left,
    p.state, p.declared_state, p.declared_on, p.accepted_on, p.milestone_count, p.done_milestone_count,
    s.is_demonstration, p.source_url
FROM of_this_page p
JOIN body l ON l.body_code = p.lead_body_code
JOIN source s USING (source_code)
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(b.body_code ORDER BY b.body_code), '{}') AS codes,
        coalesce(string_agg(b.short_kk, ', ' ORDER BY b.body_code), '') AS short_kk,
        coalesce(string_agg(b.short_ru, ', ' ORDER BY b.body_code), '') AS short_ru,
        coalesce(string_agg(b.short_en, ', ' ORDER BY b.body_code), '') AS short_en
    FROM instruction_body t JOIN body b USING (body_code) WHERE t.instruction_id = p.instruction_id) x
ORDER BY p.state, p.due_on NULLS LAST, p.issued_on, p.number
