-- The score of every facility on a day, under the rules in force or under others that are only proposed.

CREATE FUNCTION bounds_without(asked bigint[], of_group text) RETURNS TABLE (lowest numeric, highest numeric) LANGUAGE sql STABLE ROWS 1 AS $$
    SELECT (SELECT min(s.raw_points) FROM risk_score s
            WHERE s.valid_to = 'infinity' AND homogeneous_group(s.hazard_type_code) = of_group AND NOT is_asked(s.facility_id, asked)),
           (SELECT max(s.raw_points) FROM risk_score s
            WHERE s.valid_to = 'infinity' AND homogeneous_group(s.hazard_type_code) = of_group AND NOT is_asked(s.facility_id, asked))
$$;
COMMENT ON FUNCTION bounds_without IS 'Lowest and highest raw points of a homogeneous group as last scored, without the facilities asked for; nulls where all are.';

CREATE FUNCTION degrees_under(labour risk_terms, safety risk_terms, day date, asked bigint[] DEFAULT NULL) RETURNS TABLE (
    facility_id bigint, region_code text, district_code text, hazard_type_code text, activity_code text, size_class size_class,
    lon_e6 integer, lat_e6 integer, harm_potential integer, is_declaration_required boolean, last_inspected_on date, gross integer,
    significant integer, minor integer, worst severity, overdue_prescription_count integer, gross_open_count integer,
    accident_count integer, fatal_accident_count integer, expired_device_count integer, is_insured boolean, insurance insurance_state,
    from_violations numeric, from_overdue numeric, from_fatal numeric, raw_points numeric, points numeric, safety_degree degree, labour_degree degree
) LANGUAGE sql STABLE AS $$
WITH terms AS MATERIALIZED (  -- read once, not at each facility
    SELECT (labour).gross_points, (labour).significant_weight, (labour).minor_weight, (labour).overdue_points, (labour).overdue_most,
        (labour).fatal_points, (labour).fatal_most, (labour).medium_from, (labour).high_from,
        (safety).medium_from AS safety_medium_from, (safety).high_from AS safety_high_from, (safety).regime AS safety_regime
),
facts AS MATERIALIZED (
    SELECT * FROM facility_facts_on(day, asked)
),
given_points AS MATERIALIZED (  -- each sum once, not at each of its uses
    SELECT f.*, homogeneous_group(hazard_type_code) AS group_code,
        least(violation_points(gross, significant, minor, significant_required, minor_required,
                               t.gross_points, t.significant_weight, t.minor_weight), 100) AS from_violations,
        least(overdue_prescription_count, t.overdue_most) * t.overdue_points AS from_overdue,
        least(fatal_accident_count, t.fatal_most) * t.fatal_points AS from_fatal
    FROM facts f CROSS JOIN terms t
),
summed AS MATERIALIZED (
    SELECT g.*, CASE WHEN (last_inspected_on IS NOT NULL OR fatal_accident_count > 0) AND t.gross_points IS NOT NULL
                     THEN trim_scale(least(from_violations + from_overdue + from_fatal, 100)) END AS raw_points
    FROM given_points g CROSS JOIN terms t
),
bounds_of_asked AS (
    SELECT group_code, min(raw_points) AS lowest, max(raw_points) AS highest FROM summed GROUP BY group_code
),
bounds_of_group AS MATERIALIZED (  -- the others of the group as last scored, where not all are asked for
    SELECT a.group_code, least(a.lowest, o.lowest) AS lowest, greatest(a.highest, o.highest) AS highest
    FROM bounds_of_asked a LEFT JOIN LATERAL bounds_without(asked, a.group_code) o ON asked IS NOT NULL
),
normalised_in_group AS MATERIALIZED (
    SELECT s.*, round(normalised(raw_points, lowest, highest), 2) AS points
    FROM summed s JOIN bounds_of_group USING (group_code)
),
with_degrees AS (
    SELECT n.*, degree_by_points(points, t.medium_from, t.high_from) AS by_points,
        CASE WHEN t.safety_regime = 'rule' THEN degree_by_rule(is_declaration_required, expired_device_count, device_count)
             ELSE degree_by_points(points, t.safety_medium_from, t.safety_high_from) END AS by_safety,
        t.safety_regime
    FROM normalised_in_group n CROSS JOIN terms t
)
SELECT facility_id, region_code, district_code, hazard_type_code, activity_code, size_class, lon_e6, lat_e6, harm_potential,
    is_declaration_required, last_inspected_on, gross, significant, minor, worst, overdue_prescription_count, gross_open_count,
    accident_count, fatal_accident_count, expired_device_count, is_insured, insurance, from_violations, from_overdue, from_fatal,
    raw_points, points,
    CASE WHEN is_insured AND safety_regime = 'points' THEN one_degree_down(by_safety) ELSE by_safety END,
    CASE WHEN is_insured THEN one_degree_down(by_points) ELSE by_points END
FROM with_degrees
$$;
COMMENT ON FUNCTION degrees_under IS 'Statutory degrees of every facility as known at the end of a day, under given terms of both laws; points are worked out by those of labour law, bounds are each law''s own.';

CREATE FUNCTION score_on(day date, asked bigint[] DEFAULT NULL) RETURNS TABLE (
    facility_id bigint, region_code text, district_code text, hazard_type_code text, activity_code text, size_class size_class,
    lon_e6 integer, lat_e6 integer, safety_degree degree, labour_degree degree, raw_points numeric, points numeric, violation_class violation_class,
    last_inspected_on date, inspection_age inspection_age, overdue_prescription_count integer, gross_open_count integer,
    accident_count integer, fatal_accident_count integer, insurance insurance_state, harm_potential integer, reasons jsonb
) LANGUAGE sql STABLE AS $$
SELECT facility_id, region_code, district_code, hazard_type_code, activity_code, size_class, lon_e6, lat_e6,
    safety_degree, labour_degree, raw_points, CAST(points AS numeric(5, 2)), violation_class_on(worst, last_inspected_on, day),
    last_inspected_on, inspection_age_on(last_inspected_on, day), overdue_prescription_count, gross_open_count,
    accident_count, fatal_accident_count, insurance, harm_potential,
    reasons_of(is_declaration_required, expired_device_count, gross, significant, minor, overdue_prescription_count,
               fatal_accident_count, from_violations, from_overdue, from_fatal, is_insured)
FROM degrees_under(terms_on('labour', day), terms_on('industrial_safety', day), day, asked)
$$;
COMMENT ON FUNCTION score_on IS 'State of every facility as known at the end of a day: statutory degrees under both laws, points, the classes of the map''s colourings, reasons.';
