-- One tile of the map below zoom 7 as GeoJSON: a cluster a cell, sixteen to the side, at the mean of its members, as scored by the last
-- run on or before :as_of.
WITH clusters AS (
    SELECT c.*, lon_e6_sum / CAST(n * 1000000 AS double precision) AS lon, lat_e6_sum / CAST(n * 1000000 AS double precision) AS lat
    FROM clusters_far_out(:z, :x, :y, :as_of, CAST(:asked AS jsonb), CAST(:viewer_region AS text)) c
)
SELECT map_features(string_agg(map_feature(lon, lat, 3,
    cluster_properties(CAST(:z AS integer), share_bounds, n, bad, known, worst, gross, inspected, worst_violation)), ',' ORDER BY n DESC, lon, lat)) AS tile
FROM clusters, map_colours() WHERE colour = CAST(:asked AS jsonb) ->> 'colour'
