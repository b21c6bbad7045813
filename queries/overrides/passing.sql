-- How many facilities pass the filters of the map on :as_of; asked among them is that the degree be set by hand.
SELECT count(*) AS facilities
FROM scores_passing(:as_of, CAST(:asked AS jsonb)) s
WHERE CAST(:viewer_region AS text) IS NULL OR s.region_code = :viewer_region
