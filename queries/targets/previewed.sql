-- The path of :region for :indicator from the year of :as_of on: now, were :points its own targets (null: were they withdrawn), and the country's.
WITH now AS (
    SELECT year, value, is_interpolated, is_own
    FROM target_path_on(:indicator, CAST(:as_of AS date))
    WHERE region_code = :region AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
),
made AS (
    SELECT year, value, is_interpolated, is_own FROM path_if(:indicator, :region, CAST(:points AS jsonb), CAST(:as_of AS date))
),
country AS (
    SELECT year, value FROM published_targets_on(CAST(:as_of AS date)) WHERE indicator_code = :indicator AND region_code IS NULL
)
SELECT year, CAST(n.value AS double precision) AS value_before, n.is_interpolated AS is_interpolated_before, n.is_own AS is_own_before,
    CAST(m.value AS double precision) AS value_after, m.is_interpolated AS is_interpolated_after, m.is_own AS is_own_after,
    CAST(c.value AS double precision) AS value_of_country,
    coalesce(is_weaker(:indicator, m.value, c.value), false) AS is_weaker_than_country
FROM now n FULL JOIN made m USING (year) FULL JOIN country c USING (year)
WHERE year >= extract(year FROM CAST(:as_of AS date))
ORDER BY year
