-- What the predicted probability is told about every facility: only what was known at the end of a day, one row a facility.
-- Windows end on the day: "12 months" begins the day after the same day a year before, "24 months before" the two years before that.

CREATE FUNCTION whole_years(since date, day date) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN since > day THEN 0 ELSE CAST(extract(year FROM age(CAST(day AS timestamp), CAST(since AS timestamp))) AS integer) END
$$;
COMMENT ON FUNCTION whole_years IS 'Whole years from a day to a later one; 0 where it is not later, null where the first is not known.';

CREATE FUNCTION risk_features_on(day date, asked bigint[] DEFAULT NULL) RETURNS TABLE (
    facility_id bigint, region_code text, hazard_type_code text, activity_code text,
    gross_open_count integer,
    gross_count_12_months integer, significant_count_12_months integer, minor_count_12_months integer,
    gross_count_24_months_before integer, significant_count_24_months_before integer, minor_count_24_months_before integer,
    is_never_inspected integer, years_since_inspection integer,
    accident_count_12_months integer, accident_count_24_months_before integer,
    killed_count_12_months integer, killed_count_24_months_before integer,
    worker_count integer, expired_device_count integer, years_beyond_service_life integer, lapsed_expertise_count integer,
    overdue_prescription_count integer, is_insurance_gap integer, is_declaration_required integer, facility_age_years integer
) LANGUAGE sql STABLE AS $$
WITH violations_by_age AS (
    SELECT v.facility_id, v.severity, v.found_on > day - interval '1 year' AS is_recent, count(*) AS found FROM violation v
    WHERE is_asked(v.facility_id, asked) AND v.known_on <= day AND v.found_on > day - interval '3 years'
    GROUP BY v.facility_id, v.severity, is_recent
),
counted_violations AS (
    SELECT v.facility_id,
        sum(found) FILTER (WHERE is_recent AND severity = 'gross') AS gross_12,
        sum(found) FILTER (WHERE is_recent AND severity = 'significant') AS significant_12,
        sum(found) FILTER (WHERE is_recent AND severity = 'minor') AS minor_12,
        sum(found) FILTER (WHERE NOT is_recent AND severity = 'gross') AS gross_24,
        sum(found) FILTER (WHERE NOT is_recent AND severity = 'significant') AS significant_24,
        sum(found) FILTER (WHERE NOT is_recent AND severity = 'minor') AS minor_24
    FROM violations_by_age v
    GROUP BY v.facility_id
),
counted_accidents AS (
    SELECT a.facility_id,
        count(*) FILTER (WHERE a.occurred_on > day - interval '1 year') AS accidents_12,
        count(*) FILTER (WHERE a.occurred_on <= day - interval '1 year') AS accidents_24,
        sum(a.killed_count) FILTER (WHERE a.occurred_on > day - interval '1 year') AS killed_12,
        sum(a.killed_count) FILTER (WHERE a.occurred_on <= day - interval '1 year') AS killed_24
    FROM accident a
    WHERE is_asked(a.facility_id, asked) AND a.known_on <= day AND a.occurred_on > day - interval '3 years' AND a.facility_id IS NOT NULL
    GROUP BY a.facility_id
),
aged_devices AS (
    SELECT d.facility_id, min(d.service_ends_on) AS first_service_ends_on,
        count(*) FILTER (WHERE d.expertise_valid_to < day) AS lapsed_expertises
    FROM device d
    WHERE is_asked(d.facility_id, asked) AND d.known_on <= day AND (d.removed_on IS NULL OR d.removed_on > day)
    GROUP BY d.facility_id
)
SELECT f.facility_id, f.region_code, f.hazard_type_code, f.activity_code,
    f.gross_open_count,
    coalesce(CAST(v.gross_12 AS integer), 0), coalesce(CAST(v.significant_12 AS integer), 0), coalesce(CAST(v.minor_12 AS integer), 0),
    coalesce(CAST(v.gross_24 AS integer), 0), coalesce(CAST(v.significant_24 AS integer), 0), coalesce(CAST(v.minor_24 AS integer), 0),
    CAST(f.last_inspected_on IS NULL AS integer), coalesce(whole_years(f.last_inspected_on, day), 0),
    coalesce(CAST(a.accidents_12 AS integer), 0), coalesce(CAST(a.accidents_24 AS integer), 0),
    coalesce(CAST(a.killed_12 AS integer), 0), coalesce(CAST(a.killed_24 AS integer), 0),
    p.employee_count, f.expired_device_count, coalesce(whole_years(d.first_service_ends_on, day), 0),
    coalesce(CAST(d.lapsed_expertises AS integer), 0), f.overdue_prescription_count, CAST(f.insurance = 'gap' AS integer),
    CAST(coalesce(f.is_declaration_required, false) AS integer), whole_years(p.commissioned_on, day)
FROM facility_facts_on(day, asked) f
JOIN facility p USING (facility_id)
LEFT JOIN counted_violations v USING (facility_id)
LEFT JOIN counted_accidents a USING (facility_id)
LEFT JOIN aged_devices d USING (facility_id)
$$;
COMMENT ON FUNCTION risk_features_on IS 'Inputs of the predicted probability as known at the end of a day. worker_count and facility_age_years are null where not known; is_ columns are 0 or 1; years_since_inspection is 0 where never inspected, which is_never_inspected tells.';
