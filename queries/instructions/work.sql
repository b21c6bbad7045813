-- What waits for the viewer on :as_of, in six heaps, at most :most of each: reports he is to decide on, what was returned, what is
-- overdue, what has no report though its deadline has passed, at risk, and due within 14 days; of instructions he leads, takes part in, controls or oversees.
WITH pressing AS MATERIALIZED (  -- once: the state of what is measured is counted wherever it is named
    SELECT s.instruction_id, s.state, s.due_on, s.issued_on, s.declared_on, s.lead_body_code, s.controller_user_code, s.controller_body_code,
        CASE WHEN s.state = 'reported' THEN 'waiting' WHEN s.state = 'due_soon' THEN 'due' ELSE CAST(s.state AS text) END AS heap
    FROM instruction_state_on(CAST(:as_of AS date)) s
    WHERE s.state IN ('overdue', 'returned', 'no_report', 'at_risk', 'due_soon', 'reported')
),
with_the_viewers_part AS (
    SELECT p.instruction_id, p.state, p.heap, p.issued_on, CASE WHEN p.heap = 'waiting' THEN p.declared_on ELSE p.due_on END AS since, CASE
        WHEN p.heap = 'waiting' THEN CASE WHEN app_decides(p.lead_body_code, p.controller_user_code, p.controller_body_code) THEN 'decides' END
        WHEN p.lead_body_code = app_body() THEN 'leads'
        WHEN p.controller_user_code = app_user_code() OR (p.controller_user_code IS NULL AND p.controller_body_code = app_body()) THEN 'controls'
        WHEN app_sees_all_instructions() THEN 'oversees'
        WHEN p.instruction_id IN (SELECT t.instruction_id FROM instruction_body t WHERE t.body_code = app_body()) THEN 'takes_part'
        END AS part
    FROM pressing p
),
counted AS (
    SELECT w.heap, count(*) AS heap_count FROM with_the_viewers_part w WHERE w.part IS NOT NULL GROUP BY w.heap
),
first_ones AS (  -- each heap for itself: to order them all takes three times as long
    SELECT n.heap, n.heap_count, f.instruction_id, f.state, f.part,
        row_number() OVER (PARTITION BY n.heap ORDER BY f.since, f.issued_on, f.instruction_id) AS place
    FROM counted n
    CROSS JOIN LATERAL (
        SELECT w.* FROM with_the_viewers_part w WHERE w.heap = n.heap AND w.part IS NOT NULL
        ORDER BY w.since, w.issued_on, w.instruction_id LIMIT :most) f
)
SELECT o.heap, o.heap_count, o.place, o.part, o.instruction_id, i.number, i.text_kk, i.text_ru, i.text_en,
    l.short_kk AS lead_short_kk, l.short_ru AS lead_short_ru, l.short_en AS lead_short_en,
    k.due_on, k.due_on - CAST(:as_of AS date) AS days_left, o.state, k.declared_on,
    d.decided_on AS returned_on, d.reason_kk, d.reason_ru, d.reason_en, c.is_demonstration,
    k.declared_state, k.extension_count, i.controller_kk, i.controller_ru, i.controller_en, x.co_short_kk, x.co_short_ru, x.co_short_en
FROM first_ones o
JOIN instruction_state_on(CAST(:as_of AS date)) k USING (instruction_id)
JOIN instruction i USING (instruction_id)
JOIN body l ON l.body_code = i.lead_body_code
JOIN source c ON c.source_code = i.source_code
CROSS JOIN LATERAL (
    SELECT coalesce(string_agg(b.short_kk, ', ' ORDER BY b.body_code), '') AS co_short_kk,
        coalesce(string_agg(b.short_ru, ', ' ORDER BY b.body_code), '') AS co_short_ru,
        coalesce(string_agg(b.short_en, ', ' ORDER BY b.body_code), '') AS co_short_en
    FROM instruction_body t JOIN body b USING (body_code) WHERE t.instruction_id = o.instruction_id) x
LEFT JOIN LATERAL (
    SELECT x.decided_on, x.reason_kk, x.reason_ru, x.reason_en FROM decision x
    WHERE o.heap = 'returned' AND x.instruction_id = o.instruction_id AND x.kind = 'returned' AND x.decided_on <= CAST(:as_of AS date)
    ORDER BY x.decided_on DESC, x.decision_no DESC LIMIT 1) d ON true
ORDER BY array_position(ARRAY['waiting', 'returned', 'overdue', 'no_report', 'at_risk', 'due'], o.heap), o.place
