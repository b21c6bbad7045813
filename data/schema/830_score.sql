-- The score of every facility on a day, and the run that keeps what changed.

CREATE FUNCTION score_on(day date) RETURNS TABLE (
    facility_id bigint, region_code text, safety_degree degree, labour_degree degree, points numeric,
    violation_class violation_class, last_inspected_on date, overdue_prescription_count integer, reasons jsonb
) LANGUAGE sql STABLE AS $$
WITH rules AS (
    SELECT (rule_on('labour', day)).constants AS c, (rule_on('industrial_safety', day)).regime AS safety_regime
),
facts AS MATERIALIZED (
    SELECT * FROM facility_facts_on(day)
),
given_points AS (
    SELECT f.*,
        least(violation_points(gross, significant, minor, significant_required, minor_required, c), 100) AS from_violations,
        least(overdue_prescription_count, CAST(c ->> 'overdue_most' AS integer)) * CAST(c ->> 'overdue_points' AS numeric) AS from_overdue,
        least(fatal_accident_count, CAST(c ->> 'fatal_most' AS integer)) * CAST(c ->> 'fatal_points' AS numeric) AS from_fatal
    FROM facts f, rules
),
summed AS (
    SELECT g.*, CASE WHEN last_inspected_on IS NOT NULL OR fatal_accident_count > 0
                     THEN least(from_violations + from_overdue + from_fatal, 100) END AS raw_points
    FROM given_points g
),
normalised_in_group AS (
    SELECT s.*, round(normalised(raw_points, min(raw_points) OVER grp, max(raw_points) OVER grp), 2) AS points
    FROM summed s WINDOW grp AS (PARTITION BY hazard_type_code)
),
with_degrees AS (
    SELECT n.*, degree_by_rule(is_declaration_required, expired_device_count, device_count) AS rule_degree,
        CASE WHEN is_insured THEN one_degree_down(degree_by_points(points, c)) ELSE degree_by_points(points, c) END AS points_degree,
        c, safety_regime
    FROM normalised_in_group n, rules
)
SELECT facility_id, region_code,
    CASE safety_regime WHEN 'rule' THEN rule_degree ELSE points_degree END,
    points_degree, points,
    CAST(CASE WHEN worst IS NOT NULL THEN CAST(worst AS text)
              WHEN last_inspected_on >= first_day_of_12_quarters(day) THEN 'clean'
              WHEN last_inspected_on IS NOT NULL THEN 'not_inspected'
              ELSE 'no_data' END AS violation_class),
    last_inspected_on, overdue_prescription_count,
    reasons_of(is_declaration_required, expired_device_count, gross, significant, minor, overdue_prescription_count,
               fatal_accident_count, from_violations, from_overdue, from_fatal, is_insured)
FROM with_degrees
$$;
COMMENT ON FUNCTION score_on IS 'Statutory degrees under both laws, points, violation class and reasons of every facility as known at the end of a day.';
