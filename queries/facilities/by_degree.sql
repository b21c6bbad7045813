-- How many facilities on the map each degree leaves: classes of the colouring by degree that :asked has, as scored by the last run on or
-- before :as_of.
SELECT CAST(mark AS text) AS code, CAST(sum(facility_count) AS integer) AS facilities
FROM totals_on(:as_of, CAST(:asked AS jsonb))
WHERE is_on_map AND of_region AND of_district AND of_hazard AND of_activity AND of_size
  AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
GROUP BY mark
ORDER BY code
