-- How many facilities that pass the filters of the map on :as_of have their degree, under the law of the filters, set by hand.
SELECT count(*) AS facilities
FROM scores_passing(:as_of, CAST(:asked AS jsonb) || jsonb_build_object('hand', 'yes')) s
WHERE CAST(:viewer_region AS text) IS NULL OR s.region_code = :viewer_region
