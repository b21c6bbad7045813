-- The prescriptions that fell due in the asked months, else the reporting period, all their days included, as known on :as_of, those not
-- fulfilled in time first, then by due day: a page of them, and the sums over all.
WITH days AS (
    SELECT starts_on, ends_on FROM asked_period(CAST(:as_of AS date), CAST(:first_month AS date), CAST(:last_month AS date))
),
passing AS (
    SELECT p.facility_id, p.prescription_id, p.region_code, p.number, p.issued_on, p.due_on,
        CASE WHEN p.fulfilment_known_on <= CAST(:as_of AS date) THEN p.fulfilled_on END AS fulfilled_on
    FROM days d JOIN prescription p ON p.due_on BETWEEN d.starts_on AND d.ends_on
    WHERE p.known_on <= CAST(:as_of AS date) AND p.due_on <= CAST(:as_of AS date)
      AND (coalesce(:viewer_region, CAST(:region AS text)) IS NULL OR p.region_code = coalesce(:viewer_region, CAST(:region AS text)))
),
told_apart AS (
    SELECT p.*, coalesce(p.fulfilled_on <= p.due_on, false) AS is_in_time FROM passing p
),
summed AS (
    SELECT count(*) AS due_total, count(*) FILTER (WHERE t.is_in_time) AS in_time_total FROM told_apart t
),
on_the_page AS (
    SELECT t.* FROM told_apart t ORDER BY t.is_in_time, t.due_on, t.prescription_id LIMIT :page_size OFFSET :page_size * (CAST(:page AS integer) - 1)
)
SELECT p.facility_id, f.name_kk AS facility_kk, f.name_ru AS facility_ru, f.name_en AS facility_en, p.region_code, r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en,
    p.number, p.issued_on, p.due_on, p.fulfilled_on, p.is_in_time, s.due_total, s.in_time_total
FROM on_the_page p
CROSS JOIN summed s
JOIN facility f USING (facility_id)
JOIN region r ON r.region_code = p.region_code
ORDER BY p.is_in_time, p.due_on, p.prescription_id
