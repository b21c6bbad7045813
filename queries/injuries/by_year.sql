-- Injured and killed of each year the register covers from 1 January, over the asked region, else over all the viewer may see;
-- a regional viewer's own region is always the asked one. The last year ends with the last full month of :as_of, both ends
-- of each year included; facts are those known by the end of :as_of.
WITH years AS (
    SELECT make_date(year, 1, 1) AS starts_on, least(make_date(year, 12, 31), p.ends_on) AS ends_on
    FROM reporting_period(CAST(:as_of AS date)) p
    CROSS JOIN generate_series(CAST(extract(year FROM register_starts_on()) AS integer),
                               CAST(extract(year FROM p.ends_on) AS integer)) AS year
),
rated_by_year AS (
    SELECT y.starts_on, y.ends_on, months_between(y.starts_on, y.ends_on) AS month_count, r.*
    FROM years y
    CROSS JOIN LATERAL rates_over(y.starts_on, y.ends_on, CAST(:as_of AS date), coalesce(:viewer_region, CAST(:region AS text))) r
),
broken AS (
    SELECT broke_on FROM series_breaks() WHERE region_code = coalesce(:viewer_region, CAST(:region AS text))
)
SELECT CAST(extract(year FROM r.starts_on) AS integer) AS year, r.starts_on, r.ends_on, r.month_count,
    r.injured_count, r.killed_count, r.employee_count,
    scaled_to_a_year(r.injury_rate_per_1000_employees, r.starts_on, r.ends_on) AS injury_rate_per_1000_employees_a_year,
    scaled_to_a_year(r.fatal_rate_per_1000_employees, r.starts_on, r.ends_on) AS fatal_rate_per_1000_employees_a_year,
    b.broke_on
FROM rated_by_year r LEFT JOIN broken b ON true
WHERE r.injured_count IS NOT NULL
ORDER BY year
