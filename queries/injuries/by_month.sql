-- Injured and killed of the 12 months of the reporting period's year, beside the same months a year before, over the asked
-- region, else over all the viewer may see; a regional viewer's own region is always the asked one.
-- A month runs from its first to its last day; months after the last full one of :as_of, and months before the register
-- began, have no count. Facts are those known by the end of :as_of.
WITH months AS (
    SELECT n AS month_no, make_date(CAST(extract(year FROM p.ends_on) AS integer) - back, n, 1) AS month, back, p.ends_on
    FROM reporting_period(CAST(:as_of AS date)) p, generate_series(1, 12) AS n, generate_series(0, 1) AS back
),
counted_by_month AS (
    SELECT CAST(date_trunc('month', CAST(a.occurred_on AS timestamp)) AS date) AS month,
        sum(a.injured_count) AS injured, sum(a.killed_count) AS killed
    FROM reporting_period(CAST(:as_of AS date)) p
    JOIN accident a ON a.occurred_on BETWEEN p.starts_on_before AND p.ends_on
    WHERE a.known_on <= CAST(:as_of AS date)
      AND (coalesce(:viewer_region, CAST(:region AS text)) IS NULL OR a.region_code = coalesce(:viewer_region, CAST(:region AS text)))
    GROUP BY 1
),
with_zero_only_where_covered AS (
    SELECT m.month_no, m.back, coalesce(c.injured, 0) AS injured, coalesce(c.killed, 0) AS killed
    FROM months m LEFT JOIN counted_by_month c USING (month)
    WHERE m.month <= m.ends_on AND m.month >= register_starts_on()
)
SELECT n AS month_no,
    max(w.injured) FILTER (WHERE w.back = 0) AS injured_count, max(w.killed) FILTER (WHERE w.back = 0) AS killed_count,
    max(w.injured) FILTER (WHERE w.back = 1) AS injured_count_before, max(w.killed) FILTER (WHERE w.back = 1) AS killed_count_before
FROM generate_series(1, 12) AS n LEFT JOIN with_zero_only_where_covered w ON w.month_no = n
GROUP BY n
ORDER BY n
