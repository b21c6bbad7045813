-- The score of every facility on a day, and the run that keeps what changed.

CREATE FUNCTION score_on(day date) RETURNS TABLE (
    facility_id bigint, region_code text, district_code text, hazard_type_code text, activity_code text, size_class size_class,
    lon_e6 integer, lat_e6 integer, safety_degree degree, labour_degree degree, points numeric, violation_class violation_class,
    last_inspected_on date, inspection_age inspection_age, overdue_prescription_count integer, gross_open_count integer,
    accident_count integer, fatal_accident_count integer, insurance insurance_state, harm_potential integer, reasons jsonb
) LANGUAGE sql STABLE AS $$
WITH rules AS (
    SELECT (rule_on('labour', day)).constants AS c, (rule_on('industrial_safety', day)).regime AS safety_regime
),
facts AS MATERIALIZED (
    SELECT * FROM facility_facts_on(day)
),
given_points AS MATERIALIZED (  -- each sum once, not at each of its uses
    SELECT f.*,
        least(violation_points(gross, significant, minor, significant_required, minor_required, c), 100) AS from_violations,
        least(overdue_prescription_count, CAST(c ->> 'overdue_most' AS integer)) * CAST(c ->> 'overdue_points' AS numeric) AS from_overdue,
        least(fatal_accident_count, CAST(c ->> 'fatal_most' AS integer)) * CAST(c ->> 'fatal_points' AS numeric) AS from_fatal
    FROM facts f, rules
),
summed AS MATERIALIZED (
    SELECT g.*, CASE WHEN last_inspected_on IS NOT NULL OR fatal_accident_count > 0
                     THEN least(from_violations + from_overdue + from_fatal, 100) END AS raw_points
    FROM given_points g
),
normalised_in_group AS MATERIALIZED (
    SELECT s.*, round(normalised(raw_points, min(raw_points) OVER grp, max(raw_points) OVER grp), 2) AS points
    FROM summed s WINDOW grp AS (PARTITION BY hazard_type_code)
),
with_degrees AS (
    SELECT n.*, degree_by_rule(is_declaration_required, expired_device_count, device_count) AS rule_degree,
        CASE WHEN is_insured THEN one_degree_down(degree_by_points(points, c)) ELSE degree_by_points(points, c) END AS points_degree,
        c, safety_regime
    FROM normalised_in_group n, rules
)
SELECT facility_id, region_code, district_code, hazard_type_code, activity_code, size_class, lon_e6, lat_e6,
    CASE safety_regime WHEN 'rule' THEN rule_degree ELSE points_degree END, points_degree, CAST(points AS numeric(5, 2)),
    CAST(CASE WHEN worst IS NOT NULL THEN CAST(worst AS text)
              WHEN last_inspected_on >= first_day_of_12_quarters(day) THEN 'clean'
              WHEN last_inspected_on IS NOT NULL THEN 'not_inspected'
              ELSE 'no_data' END AS violation_class),
    last_inspected_on, inspection_age_on(last_inspected_on, day), overdue_prescription_count, gross_open_count,
    accident_count, fatal_accident_count, insurance, harm_potential,
    reasons_of(is_declaration_required, expired_device_count, gross, significant, minor, overdue_prescription_count,
               fatal_accident_count, from_violations, from_overdue, from_fatal, is_insured)
FROM with_degrees
$$;
COMMENT ON FUNCTION score_on IS 'State of every facility as known at the end of a day: statutory degrees under both laws, points, the classes of the map''s colourings, reasons.';
