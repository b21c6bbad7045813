-- Published national values of one indicator of one series, of periods that ended by :as_of.
-- A note that opens with "about" or "more than" is the mark of the value; what follows is the remark.
WITH of_the_series AS (
    SELECT f.*, CASE WHEN f.note LIKE 'about%' THEN 'about' WHEN f.note LIKE 'more than%' THEN 'more_than' END AS mark_code
    FROM official_figure f
    WHERE f.series_code = :series AND f.indicator_code = :indicator AND f.region_code IS NULL AND f.category_code IS NULL
      AND f.period_end <= CAST(:as_of AS date)
)
SELECT CAST(extract(year FROM period_end) AS integer) AS year, period_start, period_end,
    months_between(period_start, period_end) AS month_count,
    CAST(value AS double precision) AS value, unit, mark_code, is_derived, is_interpolated,
    nullif(regexp_replace(coalesce(note, ''), '^(about|more than)(; |$)', ''), '') AS remark,
    period_end = max(period_end) OVER (PARTITION BY extract(year FROM period_end)) AS is_longest_of_year,
    source_url
FROM of_the_series
ORDER BY period_end, period_start, source_url
