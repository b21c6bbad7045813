-- What was known about every facility on a day: the inputs of the score, one row a facility.

CREATE FUNCTION is_asked(facility_id bigint, asked bigint[]) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT asked IS NULL OR CASE
        WHEN cardinality(asked) < 10000 THEN facility_id = ANY (asked)
        WHEN facility_id = ANY (asked) THEN true ELSE false  -- no index wanted, and hidden from the planner, which would weigh each number
    END
$$;
COMMENT ON FUNCTION is_asked IS 'Among the facilities asked for; null asks for all, and the planner then leaves the question out.';

CREATE FUNCTION facility_facts_on(day date, asked bigint[] DEFAULT NULL) RETURNS TABLE (
    facility_id bigint, region_code text, district_code text, hazard_type_code text, activity_code text, size_class size_class,
    lon_e6 integer, lat_e6 integer, harm_potential integer, is_declaration_required boolean, last_inspected_on date, gross integer, significant integer, minor integer, worst severity,
    significant_required integer, minor_required integer, overdue_prescription_count integer,
    gross_open_count integer, accident_count integer, fatal_accident_count integer, device_count integer,
    expired_device_count integer, is_insured boolean, insurance insurance_state
) LANGUAGE sql STABLE AS $$
WITH known_facility AS (
    SELECT f.facility_id, f.region_code, f.district_code, f.hazard_type_code, e.activity_code, size_class_of(e.employee_count) AS size_class,
        CAST(round(ST_X(f.geom) * 1e6) AS integer) AS lon_e6, CAST(round(ST_Y(f.geom) * 1e6) AS integer) AS lat_e6,
        harm_potential_of(f.danger_radius_m, f.employee_count) AS harm_potential, f.is_declaration_required
    FROM facility f LEFT JOIN employer e USING (bin)
    WHERE is_asked(f.facility_id, asked) AND f.known_on <= day AND (f.decommissioned_on IS NULL OR f.decommissioned_on > day)
),
last_inspection AS (
    SELECT DISTINCT ON (i.facility_id) i.facility_id, i.inspection_id, i.inspected_on FROM inspection i
    WHERE is_asked(i.facility_id, asked) AND i.known_on <= day
    ORDER BY i.facility_id, i.inspected_on DESC, i.inspection_id DESC
),
found_by_last_inspection AS (
    SELECT v.facility_id,
        count(DISTINCT coalesce(v.requirement_id, -v.violation_id)) FILTER (WHERE v.severity = 'gross') AS gross,
        count(DISTINCT coalesce(v.requirement_id, -v.violation_id)) FILTER (WHERE v.severity = 'significant') AS significant,
        count(DISTINCT coalesce(v.requirement_id, -v.violation_id)) FILTER (WHERE v.severity = 'minor') AS minor
    FROM violation v JOIN last_inspection USING (facility_id, inspection_id)
    WHERE is_asked(v.facility_id, asked) AND v.known_on <= day
    GROUP BY v.facility_id
),
violations_known AS (
    SELECT v.facility_id, max(v.severity) FILTER (WHERE v.found_on >= first_day_of_12_quarters(day)) AS worst,
        count(*) FILTER (WHERE v.severity = 'gross' AND (v.fix_known_on IS NULL OR v.fix_known_on > day)) AS gross_open
    FROM violation v
    WHERE is_asked(v.facility_id, asked) AND v.known_on <= day
    GROUP BY v.facility_id
),
counted_requirements AS (
    SELECT r.hazard_type_code,
        count(*) FILTER (WHERE r.severity = 'significant') AS significant, count(*) FILTER (WHERE r.severity = 'minor') AS minor
    FROM checklist_requirement r GROUP BY r.hazard_type_code
),
overdue_prescriptions AS (
    SELECT p.facility_id, count(*) AS overdue FROM prescription p
    WHERE is_asked(p.facility_id, asked) AND p.known_on <= day AND is_overdue_on(p.due_on, p.fulfilment_known_on, day)
    GROUP BY p.facility_id
),
accidents_of_3_years AS (
    SELECT a.facility_id, count(*) AS accidents, count(*) FILTER (WHERE a.killed_count > 0) AS fatal FROM accident a
    WHERE is_asked(a.facility_id, asked) AND a.known_on <= day AND a.occurred_on > day - interval '3 years' AND a.facility_id IS NOT NULL
    GROUP BY a.facility_id
),
counted_devices AS (
    SELECT d.facility_id, count(*) AS devices, count(*) FILTER (WHERE d.service_ends_on <= day) AS expired FROM device d
    WHERE is_asked(d.facility_id, asked) AND d.known_on <= day AND (d.removed_on IS NULL OR d.removed_on > day)
    GROUP BY d.facility_id
),
policies AS (
    SELECT p.facility_id,
        bool_or(p.kind_code = 'liability_insurance' AND day BETWEEN p.valid_from AND p.valid_to) AS is_liability_insured,
        bool_or(p.kind_code = 'accident_insurance' AND day BETWEEN p.valid_from AND p.valid_to) AS is_accident_insured
    FROM permit p
    WHERE is_asked(p.facility_id, asked) AND p.kind_code IN ('liability_insurance', 'accident_insurance') AND p.known_on <= day
    GROUP BY p.facility_id
)
SELECT f.facility_id, f.region_code, f.district_code, f.hazard_type_code, f.activity_code, f.size_class, f.lon_e6, f.lat_e6,
    f.harm_potential, f.is_declaration_required, l.inspected_on,
    coalesce(v.gross, 0), coalesce(v.significant, 0), coalesce(v.minor, 0), w.worst,
    coalesce(r.significant, 0), coalesce(r.minor, 0), coalesce(o.overdue, 0), coalesce(w.gross_open, 0),
    coalesce(a.accidents, 0), coalesce(a.fatal, 0), coalesce(d.devices, 0), coalesce(d.expired, 0), coalesce(p.is_liability_insured, false),
    CASE WHEN p.facility_id IS NULL THEN CAST('unknown' AS insurance_state) WHEN is_liability_insured AND is_accident_insured THEN 'insured'
         ELSE 'gap' END
FROM known_facility f
LEFT JOIN last_inspection l USING (facility_id)
LEFT JOIN found_by_last_inspection v USING (facility_id)
LEFT JOIN violations_known w USING (facility_id)
LEFT JOIN counted_requirements r USING (hazard_type_code)
LEFT JOIN overdue_prescriptions o USING (facility_id)
LEFT JOIN accidents_of_3_years a USING (facility_id)
LEFT JOIN counted_devices d USING (facility_id)
LEFT JOIN policies p USING (facility_id)
$$;
COMMENT ON FUNCTION facility_facts_on IS 'Inputs of the statutory score and of the map''s colourings as known at the end of a day. Prescriptions are overdue from the day after due_on; a device is expired from service_ends_on.';
