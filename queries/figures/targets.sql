-- National targets of one indicator by year. Years between the official end points are interpolated.
SELECT year, CAST(value AS double precision) AS value, is_interpolated, source_url
FROM target
WHERE indicator_code = :indicator AND region_code IS NULL
ORDER BY year
