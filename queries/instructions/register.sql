-- Instructions known on :as_of with their computed state, what to do first on top.
-- :overseeing sees every body's; any other viewer those its body leads or takes part in. A null filter filters nothing.
WITH own AS (
    SELECT i.* FROM instruction i
    WHERE CAST(:overseeing AS boolean) OR i.lead_body_code = :viewer_body
       OR EXISTS (SELECT 1 FROM instruction_body b WHERE b.instruction_id = i.instruction_id AND b.body_code = :viewer_body)
),
with_words_and_co_executors AS (
    SELECT o.*, b.short_kk, b.short_ru, b.short_en, s.is_demonstration, c.codes, c.co_kk, c.co_ru, c.co_en
    FROM own o
    JOIN body b ON b.body_code = o.lead_body_code
    JOIN source s USING (source_code)
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(x.body_code ORDER BY x.body_code), '{}') AS codes,
            string_agg(y.short_kk, ', ' ORDER BY x.body_code) AS co_kk, string_agg(y.short_ru, ', ' ORDER BY x.body_code) AS co_ru,
            string_agg(y.short_en, ', ' ORDER BY x.body_code) AS co_en
        FROM instruction_body x JOIN body y USING (body_code) WHERE x.instruction_id = o.instruction_id) c
),
chosen AS (
    SELECT w.* FROM with_words_and_co_executors w
    WHERE (CAST(:body_code AS text) IS NULL OR w.lead_body_code = :body_code)
      AND (CAST(:is_demonstration AS boolean) IS NULL OR w.is_demonstration = :is_demonstration)
      AND (CAST(:search AS text) IS NULL OR strpos(lower(concat_ws(' ', w.number, w.text_kk, w.text_ru, w.text_en,
           w.short_kk, w.short_ru, w.short_en, w.co_kk, w.co_ru, w.co_en)), lower(:search)) > 0)
)
SELECT c.instruction_id, c.number, c.issued_on, c.text_kk, c.text_ru, c.text_en,
    c.lead_body_code, c.short_kk AS lead_short_kk, c.short_ru AS lead_short_ru, c.short_en AS lead_short_en,
    c.codes AS co_body_codes, coalesce(c.co_kk, '') AS co_short_kk, coalesce(c.co_ru, '') AS co_short_ru, coalesce(c.co_en, '') AS co_short_en,
    s.due_on, CASE WHEN s.accepted_on IS NULL THEN s.due_on - CAST(:as_of AS date) END AS days_left,
    s.state, s.declared_state, s.accepted_on, c.is_demonstration, c.source_url
FROM instruction_state_on(CAST(:as_of AS date)) s
JOIN chosen c USING (instruction_id)
WHERE CAST(:state AS text) IS NULL OR CAST(s.state AS text) = :state
ORDER BY s.state, s.due_on NULLS LAST, c.issued_on, c.number
