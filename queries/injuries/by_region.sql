-- Injured and killed of each region in the reporting period, beside the same months a year before.
-- The period runs from 1 January to the last full month of :as_of, both ends included; facts are those known by the end of :as_of.
WITH period AS (
    SELECT starts_on, ends_on, starts_on_before, ends_on_before FROM reporting_period(CAST(:as_of AS date))
),
rated_now AS (
    SELECT r.* FROM period p, rates_between(p.starts_on, p.ends_on, CAST(:as_of AS date)) r
),
rated_before AS (
    SELECT r.* FROM period p, rates_between(p.starts_on_before, p.ends_on_before, CAST(:as_of AS date)) r
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
    b.fatal_rate_per_1000_employees AS fatal_rate_per_1000_employees_before,
    relative_change(n.injury_rate_per_1000_employees, b.injury_rate_per_1000_employees, b.injured_count) AS injury_rate_change,
    relative_change(n.fatal_rate_per_1000_employees, b.fatal_rate_per_1000_employees, b.killed_count) AS fatal_rate_change
FROM region r
JOIN rated_now n USING (region_code)
JOIN rated_before b USING (region_code)
LEFT JOIN broken k USING (region_code)
WHERE CAST(:viewer_region AS text) IS NULL OR r.region_code = :viewer_region
ORDER BY n.injury_rate_per_1000_employees DESC NULLS LAST, r.region_code
