-- Each year the accident register covers from 1 January: its first month, and its last one, of the year of :as_of the last full one.
SELECT CAST(year AS integer) AS year, make_date(year, 1, 1) AS first_month, month_of(least(make_date(year, 12, 31), p.ends_on)) AS last_month
FROM reporting_period(CAST(:as_of AS date)) p
CROSS JOIN generate_series(CAST(extract(year FROM register_starts_on() + interval '11 months') AS integer),
                           CAST(extract(year FROM p.ends_on) AS integer)) AS year
ORDER BY year
