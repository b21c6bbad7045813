-- One tile of the map below zoom 7 as GeoJSON: a cluster a cell, at the mean of its members, from the cells counted by the last
-- run on or before :as_of. :law is labour or industrial_safety; :region, :hazard and :degree narrow, null asks for all.
WITH last_run AS (
    SELECT max(scored_on) AS day FROM risk_run WHERE scored_on <= :as_of
),
cells_of_the_tile AS (
    SELECT cell_x, cell_y, degree, facility_count, gross_count, significant_count, minor_count, clean_count, not_inspected_count,
        lon_sum, lat_sum
    FROM facility_cell
    WHERE scored_on = (SELECT day FROM last_run) AND zoom = :z AND law = :law
      AND cell_x BETWEEN :x * 16 AND :x * 16 + 15 AND cell_y BETWEEN :y * 16 AND :y * 16 + 15
      AND CASE WHEN CAST(:hazard AS text) IS NULL THEN hazard_type_code IS NULL ELSE hazard_type_code = :hazard END
      AND (CAST(:region AS text) IS NULL OR region_code = :region)
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
      AND (CAST(:degree AS degree) IS NULL OR degree = CAST(:degree AS degree))
),
clusters AS (
    SELECT sum(facility_count) AS n, sum(lon_sum) / sum(facility_count) AS lon, sum(lat_sum) / sum(facility_count) AS lat,
        max(degree) AS worst_degree,
        CAST(CASE WHEN sum(gross_count) > 0 THEN 'gross' WHEN sum(significant_count) > 0 THEN 'significant'
                  WHEN sum(minor_count) > 0 THEN 'minor' WHEN sum(clean_count) > 0 THEN 'clean'
                  WHEN sum(not_inspected_count) > 0 THEN 'not_inspected' ELSE 'no_data' END AS violation_class) AS worst_class,
        coalesce(sum(facility_count) FILTER (WHERE degree = 'high'), 0) AS high,
        coalesce(sum(facility_count) FILTER (WHERE degree > 'unknown'), 0) AS known,
        sum(gross_count) AS gross,
        sum(gross_count) + sum(significant_count) + sum(minor_count) + sum(clean_count) AS inspected
    FROM cells_of_the_tile
    GROUP BY cell_x, cell_y
)
SELECT CAST(json_build_object('type', 'FeatureCollection', 'features', coalesce(json_agg(map_feature(lon, lat,
    cluster_properties(CAST(:z AS integer), :law, n, high, known, gross, inspected, worst_degree, worst_class)) ORDER BY n DESC, lon, lat), '[]')) AS text) AS tile
FROM clusters
