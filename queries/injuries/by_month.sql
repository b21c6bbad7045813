-- Injured and killed of the 12 months of the reporting period's year, beside the same months a year before, over the asked
-- region, else over all the viewer may see; a regional viewer's own region is always the asked one.
-- A month runs from its first to its last day; months after the last full one of :as_of, and months before the register
-- or the region began, have no count. Facts are those known by the end of :as_of.
WITH summed_by_month AS (
    SELECT m.month, sum(coalesce(h.injured_count, m.no_row)) AS injured, sum(coalesce(h.killed_count, m.no_row)) AS killed
    FROM register_months(CAST(:as_of AS date), coalesce(:viewer_region, CAST(:region AS text))) m
    LEFT JOIN harm_by_month(CAST(:as_of AS date)) h USING (region_code, month)
    GROUP BY m.month
),
months AS (
    SELECT n AS month_no, make_date(CAST(extract(year FROM p.ends_on) AS integer), n, 1) AS month
    FROM reporting_period(CAST(:as_of AS date)) p, generate_series(1, 12) AS n
)
SELECT m.month_no, n.injured AS injured_count, n.killed AS killed_count, b.injured AS injured_count_before, b.killed AS killed_count_before
FROM months m
LEFT JOIN summed_by_month n ON n.month = m.month
LEFT JOIN summed_by_month b ON b.month = m.month - interval '1 year'
ORDER BY m.month_no
