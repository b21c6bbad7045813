-- National targets of one indicator by year as known on :as_of. Years between the official end points are interpolated.
SELECT year, CAST(value AS double precision) AS value, is_interpolated, source_url
FROM published_targets_on(CAST(:as_of AS date))
WHERE indicator_code = :indicator AND region_code IS NULL
ORDER BY year
