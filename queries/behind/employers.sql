-- The employers with a facility in service in a region at the end of the asked months, else of the reporting period, and whether a permit of
-- kind :kind for a facility there was in force then, as known on :as_of; those without first, then by facilities: a page of them, and the
-- sums over all. An employer stands once in every region where it has facilities. None before the first month with a known permit.
WITH days AS (
    SELECT starts_on, ends_on FROM asked_period(CAST(:as_of AS date), CAST(:first_month AS date), CAST(:last_month AS date))
),
in_service AS (
    SELECT f.region_code, f.bin, count(*) AS facilities
    FROM days d JOIN facility f ON f.known_on <= least(d.ends_on, CAST(:as_of AS date)) AND (f.decommissioned_on IS NULL OR f.decommissioned_on > d.ends_on)
    WHERE f.bin IS NOT NULL AND d.ends_on >= (SELECT permits_start_on(:kind)) AND d.ends_on <= (reporting_period(CAST(:as_of AS date))).ends_on
      AND (coalesce(:viewer_region, CAST(:region AS text)) IS NULL OR f.region_code = coalesce(:viewer_region, CAST(:region AS text)))
    GROUP BY f.region_code, f.bin
),
in_force AS (
    SELECT f.region_code, f.bin, max(p.valid_to) AS valid_to
    FROM days d JOIN permit p ON d.ends_on BETWEEN p.valid_from AND p.valid_to JOIN facility f USING (facility_id)
    WHERE p.kind_code = :kind AND p.known_on <= CAST(:as_of AS date) AND f.bin IS NOT NULL
    GROUP BY f.region_code, f.bin
),
told_apart AS (
    SELECT s.region_code, s.bin, s.facilities, c.valid_to FROM in_service s LEFT JOIN in_force c USING (region_code, bin)
),
summed AS (
    SELECT count(*) AS employer_total, count(t.valid_to) AS covered_total FROM told_apart t
),
on_the_page AS (
    SELECT t.* FROM told_apart t ORDER BY t.valid_to IS NOT NULL, t.facilities DESC, t.bin, t.region_code LIMIT :page_size OFFSET :page_size * (CAST(:page AS integer) - 1)
)
SELECT p.bin, e.name_kk AS employer_kk, e.name_ru AS employer_ru, e.name_en AS employer_en, p.region_code, r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en,
    p.facilities AS facility_count, p.valid_to IS NOT NULL AS is_covered, p.valid_to, s.employer_total, s.covered_total
FROM on_the_page p
CROSS JOIN summed s
JOIN employer e ON e.bin = p.bin
JOIN region r ON r.region_code = p.region_code
ORDER BY p.valid_to IS NOT NULL, p.facilities DESC, p.bin, p.region_code
