-- Facilities of the last scoring by degree now and degree under a rule only proposed: each region, and the whole country with no region.
WITH counted AS (
    SELECT region_code, degree_before, degree_after, facility_count
    FROM degrees_if(:law, CAST(:constants AS jsonb), CAST(:indicators AS jsonb))
    WHERE (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
),
with_country AS (
    SELECT region_code, degree_before, degree_after, CAST(sum(facility_count) AS bigint) AS facility_count
    FROM counted
    GROUP BY GROUPING SETS ((region_code, degree_before, degree_after), (degree_before, degree_after))
)
SELECT w.region_code, r.name_kk, r.name_ru, r.name_en, w.degree_before, w.degree_after, w.facility_count
FROM with_country w LEFT JOIN region r USING (region_code)
ORDER BY w.region_code NULLS FIRST, w.facility_count DESC, w.degree_before, w.degree_after
