-- Injured and killed of each year the register covers from 1 January, over the asked region, else over all the viewer may see;
-- a regional viewer's own region is always the asked one. The last year ends with the last full month of :as_of, both ends
-- of each year included; facts are those known by the end of :as_of. Years not known in full, as that a region was formed in, are left out.
WITH years AS (
    SELECT make_date(year, 1, 1) AS starts_on, least(make_date(year, 12, 31), p.ends_on) AS ends_on
    FROM reporting_period(CAST(:as_of AS date)) p
    CROSS JOIN generate_series(CAST(extract(year FROM register_starts_on()) AS integer), CAST(extract(year FROM p.ends_on) AS integer)) AS year
),
rated_by_year AS (
    SELECT r.*
    FROM (SELECT array_agg(starts_on) AS first_days, array_agg(ends_on) AS last_days FROM years) y
    CROSS JOIN LATERAL rates_of_periods(y.first_days, y.last_days, CAST(:as_of AS date)) r
    WHERE r.region_code IS NOT DISTINCT FROM coalesce(:viewer_region, CAST(:region AS text))
)
SELECT CAST(extract(year FROM r.first_day) AS integer) AS year, r.first_day AS starts_on, r.last_day AS ends_on,
    months_between(r.first_day, r.last_day) AS month_count, r.injured_count, r.killed_count, r.employee_count,
    r.injury_rate_per_1000_employees, r.fatal_rate_per_1000_employees, b.broke_on
FROM rated_by_year r LEFT JOIN series_breaks() b USING (region_code)
ORDER BY year
