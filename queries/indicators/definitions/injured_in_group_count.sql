-- People injured in accidents with two or more injured by region and month, as known on :as_of.
SELECT m.region_code, m.month, coalesce(h.injured_in_group_count, m.no_row) AS numerator, CAST(NULL AS bigint) AS denominator
FROM register_months(CAST(:as_of AS date), :viewer_region) m
LEFT JOIN harm_by_month(CAST(:as_of AS date)) h USING (region_code, month)
ORDER BY m.region_code, m.month
