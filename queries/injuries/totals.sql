-- Accidents, injured and killed of the reporting period beside the same months a year before: over the asked region, else
-- over every region the viewer may see; a regional viewer's own region is always the asked one.
-- The period runs from 1 January to the last full month of :as_of, both ends included; facts are those known by the end of :as_of.
WITH period AS (
    SELECT starts_on, ends_on, starts_on_before, ends_on_before FROM reporting_period(CAST(:as_of AS date))
),
rated_now AS (
    SELECT r.* FROM period p, rates_over(p.starts_on, p.ends_on, CAST(:as_of AS date), coalesce(:viewer_region, CAST(:region AS text))) r
),
rated_before AS (
    SELECT r.* FROM period p, rates_over(p.starts_on_before, p.ends_on_before, CAST(:as_of AS date), coalesce(:viewer_region, CAST(:region AS text))) r
),
target_of_the_year AS (
    SELECT t.value, t.is_interpolated FROM period p
    JOIN target t ON t.indicator_code = 'fatal_rate_per_1000_employees' AND t.region_code IS NULL AND t.year = extract(year FROM p.ends_on)
)
SELECT p.starts_on, p.ends_on, p.starts_on_before, p.ends_on_before, months_between(p.starts_on, p.ends_on) AS month_count,
    n.accident_count, n.injured_count, n.killed_count, n.employee_count,
    n.injury_rate_per_1000_employees, n.fatal_rate_per_1000_employees,
    scaled_to_a_year(n.fatal_rate_per_1000_employees, p.starts_on, p.ends_on) AS fatal_rate_per_1000_employees_a_year,
    b.accident_count AS accident_count_before, b.injured_count AS injured_count_before, b.killed_count AS killed_count_before,
    b.employee_count AS employee_count_before,
    b.injury_rate_per_1000_employees AS injury_rate_per_1000_employees_before,
    b.fatal_rate_per_1000_employees AS fatal_rate_per_1000_employees_before,
    scaled_to_a_year(b.fatal_rate_per_1000_employees, p.starts_on_before, p.ends_on_before) AS fatal_rate_per_1000_employees_a_year_before,
    CAST(t.value AS double precision) AS fatal_target_per_1000_employees, t.is_interpolated AS is_fatal_target_interpolated
FROM period p CROSS JOIN rated_now n CROSS JOIN rated_before b LEFT JOIN target_of_the_year t ON true
