-- The measure in force for an instruction on :as_of, with the count and the pace of what the viewer may see, and the pace of the whole.
WITH in_force AS (
    SELECT m FROM measures_on(CAST(:as_of AS date)) m WHERE m.instruction_id = CAST(:instruction_id AS bigint)
),
with_deadline AS (
    SELECT f.m, s.due_on, s.declared_state, d.done_pct AS declared_pct
    FROM in_force f
    JOIN instruction i ON i.instruction_id = (f.m).instruction_id
    JOIN instruction_state_on(CAST(:as_of AS date)) s ON s.instruction_id = i.instruction_id
    LEFT JOIN LATERAL (
        SELECT r.done_pct FROM report r
        WHERE r.instruction_id = i.instruction_id AND r.body_code = i.lead_body_code AND r.reported_on <= CAST(:as_of AS date)
        ORDER BY r.reported_on DESC, r.report_no DESC LIMIT 1) d ON true
)
SELECT (d.m).version, (d.m).measure_code, (d.m).since, (d.m).programme_code, g.name_kk AS programme_kk, g.name_ru AS programme_ru, g.name_en AS programme_en,
    (d.m).of_region, r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en,
    (d.m).of_hazard_type, h.name_kk AS hazard_kk, h.name_ru AS hazard_ru, h.name_en AS hazard_en,
    (d.m).set_on, (d.m).reason_kk, (d.m).reason_ru, (d.m).reason_en, (d.m).author_kk, (d.m).author_ru, (d.m).author_en, d.due_on, d.declared_state, d.declared_pct,
    p.asked_count, p.done_count, p.asked_count - p.done_count AS open_count, p.done_at_start, p.pace_from, p.done_count - p.done_before AS gained_count,
    p.finishes_on, CAST(p.verdict AS text) AS verdict, d.due_on - p.finishes_on AS days_spare,
    w.finishes_on AS whole_finishes_on, CAST(w.verdict AS text) AS whole_verdict, d.due_on - w.finishes_on AS whole_days_spare,
    (d.m).measure_code <> 'milestones' AND CAST(:viewer_region AS text) IS NOT NULL
        AND (d.m).of_region IS DISTINCT FROM CAST(:viewer_region AS text) AS is_part
FROM with_deadline d
CROSS JOIN LATERAL measure_pace(d.m, CAST(:as_of AS date), d.due_on) p
CROSS JOIN LATERAL whole_pace((d.m).instruction_id, CAST(:as_of AS date), d.due_on) w
LEFT JOIN programme g ON g.programme_code = (d.m).programme_code
LEFT JOIN region r ON r.region_code = (d.m).of_region
LEFT JOIN hazard_type h ON h.hazard_type_code = (d.m).of_hazard_type
