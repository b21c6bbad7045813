-- What the things to do at a facility are about, as known on the day of the last scoring on or before :as_of: prescriptions overdue and
-- devices beyond their service life, or else with a lapsed expertise, on that day, of each kind those waiting longest first.
WITH scored AS (
    SELECT max(scored_on) AS day FROM risk_run WHERE scored_on <= CAST(:as_of AS date)
),
overdue AS (
    SELECT 'fulfil_prescriptions' AS action, p.number AS name, p.due_on AS since, p.prescription_id AS id
    FROM prescription p JOIN scored s ON p.known_on <= s.day AND is_overdue_on(p.due_on, p.fulfilment_known_on, s.day)
    WHERE p.facility_id = CAST(:facility_id AS bigint) AND (CAST(:viewer_region AS text) IS NULL OR p.region_code = :viewer_region)
),
in_service AS (
    SELECT d.device_id, d.kind_code, d.service_ends_on, d.expertise_valid_to, s.day
    FROM device d JOIN scored s ON d.known_on <= s.day AND (d.removed_on IS NULL OR d.removed_on > s.day)
    WHERE d.facility_id = CAST(:facility_id AS bigint) AND (CAST(:viewer_region AS text) IS NULL OR d.region_code = :viewer_region)
)
SELECT action, name, since FROM (
    TABLE overdue
    UNION ALL
    SELECT 'replace_devices', kind_code, service_ends_on, device_id FROM in_service WHERE service_ends_on <= day
    UNION ALL
    SELECT 'renew_expertise', kind_code, expertise_valid_to, device_id FROM in_service WHERE expertise_valid_to < day AND service_ends_on > day
) AS things
ORDER BY action, since, id
