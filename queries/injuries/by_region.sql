-- Injured and killed of each region the viewer may see in the asked months, else the reporting period, beside the same months a year before.
-- Facts are those known by the end of :as_of. The day a region was formed or lost a part makes the two not comparable when it lies after
-- the first day of the months before.
WITH period AS (
    SELECT starts_on, ends_on, starts_on_before, ends_on_before
    FROM asked_period(CAST(:as_of AS date), CAST(:first_month AS date), CAST(:last_month AS date))
),
rated AS (
    SELECT r.*, r.first_day = p.starts_on AS is_now
    FROM period p CROSS JOIN LATERAL rates_of_periods(ARRAY[p.starts_on, p.starts_on_before], ARRAY[p.ends_on, p.ends_on_before], CAST(:as_of AS date)) r
),
broken AS (
    SELECT s.region_code, s.broke_on, s.broke_on > p.starts_on_before AS is_between
    FROM period p JOIN series_breaks() s ON s.broke_on <= p.ends_on
)
SELECT r.region_code, r.name_kk, r.name_ru, r.name_en, r.formed_on, k.broke_on,
    coalesce(NOT k.is_between, true) AS is_comparable,
    n.injured_count, n.killed_count, n.employee_count, n.injury_rate_per_1000_employees, n.fatal_rate_per_1000_employees,
    b.injured_count AS injured_count_before, b.killed_count AS killed_count_before, b.employee_count AS employee_count_before,
    b.injury_rate_per_1000_employees AS injury_rate_per_1000_employees_before,
    b.fatal_rate_per_1000_employees AS fatal_rate_per_1000_employees_before
FROM region r
LEFT JOIN rated n ON n.region_code = r.region_code AND n.is_now
LEFT JOIN rated b ON b.region_code = r.region_code AND NOT b.is_now
LEFT JOIN broken k ON k.region_code = r.region_code
WHERE CAST(:viewer_region AS text) IS NULL OR r.region_code = :viewer_region
ORDER BY n.injury_rate_per_1000_employees DESC NULLS LAST, r.region_code
