-- Accidents, injured and killed of the asked months, else the reporting period, beside the same months a year before: over the asked
-- region, else over every region the viewer may see; a regional viewer's own region is always the asked one. The target is that of the
-- year the months end in: the region's own where it has one. Facts are those known by the end of :as_of.
WITH period AS (
    SELECT starts_on, ends_on, starts_on_before, ends_on_before, coalesce(:viewer_region, CAST(:region AS text)) AS place
    FROM asked_period(CAST(:as_of AS date), CAST(:first_month AS date), CAST(:last_month AS date))
),
rated AS (
    SELECT r.*, r.first_day = p.starts_on AS is_now
    FROM period p CROSS JOIN LATERAL rates_of_periods(ARRAY[p.starts_on, p.starts_on_before], ARRAY[p.ends_on, p.ends_on_before], CAST(:as_of AS date)) r
    WHERE r.region_code IS NOT DISTINCT FROM p.place
)
SELECT p.starts_on, p.ends_on, p.starts_on_before, p.ends_on_before, months_between(p.starts_on, p.ends_on) AS month_count,
    NOT EXISTS (SELECT FROM series_breaks() s WHERE s.region_code = p.place AND s.broke_on > p.starts_on_before AND s.broke_on <= p.ends_on)
        AS is_comparable,
    n.accident_count, n.injured_count, n.killed_count, n.employee_count,
    n.injury_rate_per_1000_employees, n.fatal_rate_per_1000_employees,
    b.accident_count AS accident_count_before, b.injured_count AS injured_count_before, b.killed_count AS killed_count_before,
    b.employee_count AS employee_count_before,
    b.injury_rate_per_1000_employees AS injury_rate_per_1000_employees_before,
    b.fatal_rate_per_1000_employees AS fatal_rate_per_1000_employees_before,
    CAST(t.value AS double precision) AS fatal_target_per_1000_employees, t.is_interpolated AS is_fatal_target_interpolated
FROM period p
LEFT JOIN rated n ON n.is_now
LEFT JOIN rated b ON NOT b.is_now
LEFT JOIN target_path_on('fatal_rate_per_1000_employees', CAST(:as_of AS date)) t
       ON t.year = extract(year FROM p.ends_on) AND t.region_code IS NOT DISTINCT FROM p.place
