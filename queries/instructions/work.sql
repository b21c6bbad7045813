-- What waits for the viewer on :as_of, in six heaps, at most :most of each: reports he is to decide on, what was returned, what is
-- overdue, what has no report though its deadline has passed, at risk, and due within 14 days; of instructions he leads, takes part in, controls or oversees.
WITH pressing AS (
    SELECT s.*, CASE WHEN s.state = 'reported' THEN 'waiting' WHEN s.state = 'due_soon' THEN 'due' ELSE CAST(s.state AS text) END AS heap
    FROM instruction_state_on(CAST(:as_of AS date)) s
    WHERE s.state IN ('overdue', 'returned', 'no_report', 'at_risk', 'due_soon', 'reported')
),
with_the_viewers_part AS (
    SELECT p.*, i.issued_on, CASE
        WHEN p.heap = 'waiting' THEN CASE WHEN app_may_decide_on(p.instruction_id) THEN 'decides' END
        WHEN i.lead_body_code = app_body() THEN 'leads'
        WHEN i.controller_user_code = app_user_code() OR (i.controller_user_code IS NULL AND i.controller_body_code = app_body()) THEN 'controls'
        WHEN app_sees_all_instructions() THEN 'oversees'
        WHEN EXISTS (SELECT 1 FROM instruction_body t WHERE t.instruction_id = p.instruction_id AND t.body_code = app_body()) THEN 'takes_part'
        END AS part
    FROM pressing p JOIN instruction i USING (instruction_id)
),
ordered AS (
    SELECT w.*, count(*) OVER (PARTITION BY heap) AS heap_count,
        row_number() OVER (PARTITION BY heap ORDER BY CASE WHEN heap = 'waiting' THEN w.declared_on ELSE w.due_on END, issued_on, instruction_id) AS place
    FROM with_the_viewers_part w WHERE part IS NOT NULL
)
SELECT o.heap, o.heap_count, o.place, o.part, o.instruction_id, i.number, i.text_kk, i.text_ru, i.text_en,
    l.short_kk AS lead_short_kk, l.short_ru AS lead_short_ru, l.short_en AS lead_short_en,
    o.due_on, o.due_on - CAST(:as_of AS date) AS days_left, o.state, o.declared_on,
    d.decided_on AS returned_on, d.reason_kk, d.reason_ru, d.reason_en, c.is_demonstration,
    o.declared_state, o.extension_count, i.controller_kk, i.controller_ru, i.controller_en, x.co_short_kk, x.co_short_ru, x.co_short_en
FROM ordered o
JOIN instruction i USING (instruction_id)
JOIN body l ON l.body_code = i.lead_body_code
JOIN source c USING (source_code)
CROSS JOIN LATERAL (
    SELECT coalesce(string_agg(b.short_kk, ', ' ORDER BY b.body_code), '') AS co_short_kk,
        coalesce(string_agg(b.short_ru, ', ' ORDER BY b.body_code), '') AS co_short_ru,
        coalesce(string_agg(b.short_en, ', ' ORDER BY b.body_code), '') AS co_short_en
    FROM instruction_body t JOIN body b USING (body_code) WHERE t.instruction_id = o.instruction_id) x
LEFT JOIN LATERAL (
    SELECT x.decided_on, x.reason_kk, x.reason_ru, x.reason_en FROM decision x
    WHERE o.heap = 'returned' AND x.instruction_id = o.instruction_id AND x.kind = 'returned' AND x.decided_on <= CAST(:as_of AS date)
    ORDER BY x.decided_on DESC, x.decision_no DESC LIMIT 1) d ON true
WHERE o.place <= :most
ORDER BY array_position(ARRAY['waiting', 'returned', 'overdue', 'no_report', 'at_risk', 'due'], o.heap), o.place
