-- One instruction as known on :as_of, with its source document and its computed state beside the declared one.
WITH state_on_the_day AS (
    SELECT c.* FROM instructions_chosen(CAST(:as_of AS date), NULL, NULL, NULL) c
    WHERE c.instruction_id = :instruction_id
),
co_executors AS (
    SELECT string_agg(b.name_kk, '; ' ORDER BY b.body_code) AS co_kk, string_agg(b.name_ru, '; ' ORDER BY b.body_code) AS co_ru,
        string_agg(b.name_en, '; ' ORDER BY b.body_code) AS co_en
    FROM instruction_body t JOIN body b USING (body_code) WHERE t.instruction_id = :instruction_id
)
SELECT i.instruction_id, i.number, i.issued_on, i.known_on, i.text_kk, i.text_ru, i.text_en, i.issuer_kk, i.issuer_ru, i.issuer_en,
    i.source_document_kk, i.source_document_ru, i.source_document_en, i.source_url,
    i.final_result_kk, i.final_result_ru, i.final_result_en, i.controller_kk, i.controller_ru, i.controller_en,
    i.controller_user_code, i.controller_body_code, i.lead_body_code, l.name_kk AS lead_kk, l.name_ru AS lead_ru, l.name_en AS lead_en, x.co_kk, x.co_ru, x.co_en,
    i.due_on AS first_due_on, s.due_on, s.extension_count,
    CASE WHEN s.accepted_on IS NULL THEN s.due_on - CAST(:as_of AS date) END AS days_left,
    s.state, s.declared_state, s.declared_on, s.accepted_on,
    instruction_version(i.instruction_id) AS version, app_may_report_on(i.instruction_id) AS may_report,
    app_may_decide_on(i.instruction_id) AS may_decide, p.number AS parent_number, o.is_demonstration, o.name_kk AS source_kk, o.name_ru AS source_ru, o.name_en AS source_en
FROM state_on_the_day s
JOIN instruction i USING (instruction_id)
JOIN body l ON l.body_code = i.lead_body_code
JOIN source o ON o.source_code = i.source_code
LEFT JOIN instruction p ON p.instruction_id = i.parent_id
CROSS JOIN co_executors x
