-- A longitude without its latitude, or the other way round.
SELECT line_no, CASE WHEN lon IS NULL THEN 'lon' ELSE 'lat' END, coalesce(lon, lat)
FROM delivered WHERE (lon IS NULL) <> (lat IS NULL)
