-- What was known about every facility on a day: the inputs of the score, one row a facility.

CREATE FUNCTION facility_facts_on(day date) RETURNS TABLE (
    facility_id bigint, region_code text, hazard_type_code text, is_declaration_required boolean,
    last_inspected_on date, gross integer, significant integer, minor integer, worst severity,
    significant_required integer, minor_required integer, overdue_prescription_count integer,
    fatal_accident_count integer, device_count integer, expired_device_count integer, is_insured boolean
) LANGUAGE sql STABLE AS $$
WITH known_facility AS (
    SELECT f.facility_id, f.region_code, f.hazard_type_code, f.is_declaration_required FROM facility f
    WHERE f.known_on <= day AND (f.decommissioned_on IS NULL OR f.decommissioned_on > day)
),
last_inspection AS (
    SELECT DISTINCT ON (i.facility_id) i.facility_id, i.inspection_id, i.inspected_on FROM inspection i
    WHERE i.known_on <= day
    ORDER BY i.facility_id, i.inspected_on DESC, i.inspection_id DESC
),
found_by_last_inspection AS (
    SELECT v.facility_id,
        count(DISTINCT coalesce(v.requirement_id, -v.violation_id)) FILTER (WHERE v.severity = 'gross') AS gross,
        count(DISTINCT coalesce(v.requirement_id, -v.violation_id)) FILTER (WHERE v.severity = 'significant') AS significant,
        count(DISTINCT coalesce(v.requirement_id, -v.violation_id)) FILTER (WHERE v.severity = 'minor') AS minor
    FROM violation v JOIN last_inspection USING (facility_id, inspection_id)
    WHERE v.known_on <= day
    GROUP BY v.facility_id
),
worst_of_12_quarters AS (
    SELECT v.facility_id, max(v.severity) AS worst FROM violation v
    WHERE v.known_on <= day AND v.found_on >= first_day_of_12_quarters(day)
    GROUP BY v.facility_id
),
counted_requirements AS (
    SELECT r.hazard_type_code,
        count(*) FILTER (WHERE r.severity = 'significant') AS significant, count(*) FILTER (WHERE r.severity = 'minor') AS minor
    FROM checklist_requirement r GROUP BY r.hazard_type_code
),
overdue_prescriptions AS (
    SELECT p.facility_id, count(*) AS overdue FROM prescription p
    WHERE p.known_on <= day AND is_overdue_on(p.due_on, p.fulfilment_known_on, day)
    GROUP BY p.facility_id
),
fatal_accidents_of_3_years AS (
    SELECT a.facility_id, count(*) AS fatal FROM accident a
    WHERE a.known_on <= day AND a.occurred_on > day - interval '3 years' AND a.killed_count > 0 AND a.facility_id IS NOT NULL
    GROUP BY a.facility_id
),
counted_devices AS (
    SELECT d.facility_id, count(*) AS devices, count(*) FILTER (WHERE d.service_ends_on <= day) AS expired FROM device d
    WHERE d.known_on <= day AND (d.removed_on IS NULL OR d.removed_on > day)
    GROUP BY d.facility_id
),
insured AS (
    SELECT DISTINCT p.facility_id FROM permit p
    WHERE p.kind_code = 'liability_insurance' AND p.known_on <= day AND day BETWEEN p.valid_from AND p.valid_to
)
SELECT f.facility_id, f.region_code, f.hazard_type_code, f.is_declaration_required,
    l.inspected_on, coalesce(v.gross, 0), coalesce(v.significant, 0), coalesce(v.minor, 0), w.worst,
    coalesce(r.significant, 0), coalesce(r.minor, 0), coalesce(o.overdue, 0),
    coalesce(a.fatal, 0), coalesce(d.devices, 0), coalesce(d.expired, 0), i.facility_id IS NOT NULL
FROM known_facility f
LEFT JOIN last_inspection l USING (facility_id)
LEFT JOIN found_by_last_inspection v USING (facility_id)
LEFT JOIN worst_of_12_quarters w USING (facility_id)
LEFT JOIN counted_requirements r USING (hazard_type_code)
LEFT JOIN overdue_prescriptions o USING (facility_id)
LEFT JOIN fatal_accidents_of_3_years a USING (facility_id)
LEFT JOIN counted_devices d USING (facility_id)
LEFT JOIN insured i USING (facility_id)
$$;
COMMENT ON FUNCTION facility_facts_on IS 'Inputs of the statutory score as known at the end of a day. Prescriptions are overdue from the day after due_on; a device is expired from service_ends_on.';
