-- The attestations of workplaces in force at the end of the asked months, else of the reporting period, of each facility its last, as known on
-- :as_of; most workers in harmful or dangerous conditions first: a page of them, and the sums over all.
WITH days AS (
    SELECT starts_on, ends_on FROM asked_period(CAST(:as_of AS date), CAST(:first_month AS date), CAST(:last_month AS date))
),
last_of_each_facility AS (
    SELECT DISTINCT ON (p.facility_id) p.facility_id, p.permit_id, p.region_code, p.number, p.valid_from, p.valid_to, p.worker_count, p.harmful_worker_count
    FROM days d JOIN permit p ON p.valid_from <= d.ends_on
    WHERE p.kind_code = 'attestation' AND p.worker_count IS NOT NULL AND p.known_on <= CAST(:as_of AS date)
      AND d.ends_on <= (reporting_period(CAST(:as_of AS date))).ends_on
      AND (coalesce(:viewer_region, CAST(:region AS text)) IS NULL OR p.region_code = coalesce(:viewer_region, CAST(:region AS text)))
    ORDER BY p.facility_id, p.valid_from DESC, p.permit_id DESC
),
in_force AS (
    SELECT a.*, f.name_kk AS facility_kk, f.name_ru AS facility_ru, f.name_en AS facility_en
    FROM days d JOIN last_of_each_facility a ON a.valid_to >= d.ends_on
    JOIN facility f ON f.facility_id = a.facility_id AND (f.decommissioned_on IS NULL OR f.decommissioned_on > d.ends_on)
),
summed AS (
    SELECT sum(i.worker_count) AS worker_total, sum(i.harmful_worker_count) AS harmful_total, count(*) AS attestation_total FROM in_force i
),
on_the_page AS (
    SELECT i.* FROM in_force i ORDER BY i.harmful_worker_count DESC, i.facility_id LIMIT :page_size OFFSET :page_size * (CAST(:page AS integer) - 1)
)
SELECT p.facility_id, p.facility_kk, p.facility_ru, p.facility_en, p.region_code, r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en,
    p.number, p.valid_from, p.valid_to, p.worker_count, p.harmful_worker_count, s.attestation_total, s.worker_total, s.harmful_total
FROM on_the_page p
CROSS JOIN summed s
JOIN region r ON r.region_code = p.region_code
ORDER BY p.harmful_worker_count DESC, p.facility_id
