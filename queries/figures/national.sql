-- Published national values of one indicator of one series, as known on :as_of.
SELECT CAST(extract(year FROM period_end) AS integer) AS year, period_start, period_end,
    months_between(period_start, period_end) AS month_count,
    CAST(value AS double precision) AS value, unit, mark_code, is_derived, is_interpolated, remark,
    is_latest AND period_end = max(period_end) OVER (PARTITION BY extract(year FROM period_end)) AS is_longest_of_year,
    is_latest, published_on, source_url
FROM official_figures_on(CAST(:as_of AS date))
WHERE series_code = :series AND indicator_code = :indicator AND region_code IS NULL AND category_code IS NULL
ORDER BY period_end, period_start, is_latest, source_url
