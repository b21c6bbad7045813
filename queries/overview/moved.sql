-- The facilities that entered the zone of high risk under a law, or left it, between the scored day :scored_on and the last scoring of an
-- earlier month, with their reasons on both days; those with most people working there first, at most a thousand.
-- A facility without a degree before was not known yet, one without a degree now is no longer in service.
WITH days AS MATERIALIZED (
    SELECT CAST(:scored_on AS date) AS day, month_before(CAST(:scored_on AS date)) AS since
    WHERE CAST(:scored_on AS date) <= CAST(:as_of AS date)
),
rules AS MATERIALIZED (
    SELECT (rule_on(:law, since)).regime AS regime_before, (rule_on(:law, day)).regime AS regime,
        (rule_on(:law, since)).version <> (rule_on(:law, day)).version AS is_rule_changed
    FROM days
),
moved AS (
    SELECT z.facility_id, d.day, d.since
    FROM days d, LATERAL zone_moved(:law, d.since, d.day, :has_entered) z
    WHERE CAST(:viewer_region AS text) IS NULL OR z.region_code = :viewer_region
),
with_most_people AS (
    SELECT m.facility_id, m.day, m.since, f.name_kk, f.name_ru, f.name_en, f.region_code, f.bin, f.owner_name, f.employee_count
    FROM moved m JOIN facility f USING (facility_id)
    ORDER BY f.employee_count DESC NULLS LAST, m.facility_id
    LIMIT 1000
)
SELECT p.facility_id, p.name_kk, p.name_ru, p.name_en, r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en,
    coalesce(e.name_kk, p.owner_name) AS owner_kk, coalesce(e.name_ru, p.owner_name) AS owner_ru, coalesce(e.name_en, p.owner_name) AS owner_en,
    p.bin, p.employee_count, CAST(CASE :law WHEN 'labour' THEN b.labour_degree ELSE b.safety_degree END AS text) AS degree_before,
    CAST(CASE :law WHEN 'labour' THEN n.labour_degree ELSE n.safety_degree END AS text) AS degree,
    b.points AS points_before, n.points, b.reasons AS reasons_before, n.reasons,
    u.regime_before, u.regime, u.is_rule_changed
FROM with_most_people p
CROSS JOIN rules u
JOIN region r USING (region_code)
LEFT JOIN employer e ON e.bin = p.bin
LEFT JOIN risk_score b ON b.facility_id = p.facility_id AND b.valid_from <= p.since AND b.valid_to > p.since
LEFT JOIN risk_score n ON n.facility_id = p.facility_id AND n.valid_from <= p.day AND n.valid_to > p.day
ORDER BY p.employee_count DESC NULLS LAST, p.facility_id
