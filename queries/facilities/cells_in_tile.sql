-- One tile of the map below zoom 7 as GeoJSON: a cluster a cell, sixteen to the side, at the mean of its members, as scored by the last
-- run on or before :as_of: from the cells counted beforehand; where the filters ask for what cells do not know, from the facilities alike,
-- and from each facility where even these do not know.
WITH asked AS (
    SELECT CAST(:asked AS jsonb) AS a
),
of_colour AS (
    SELECT c.* FROM map_colours() c, asked WHERE c.colour = a ->> 'colour'
),
counted_beforehand AS (
    SELECT cell_x, cell_y, mark, facility_count, gross_count, significant_count, minor_count, clean_count, not_inspected_count,
        lon_e6_sum, lat_e6_sum
    FROM facility_cell
    WHERE cells_know(CAST(:asked AS jsonb)) AND valid_from <= :as_of AND valid_to > :as_of AND zoom = :z
      AND colour = (SELECT a ->> 'colour' FROM asked) AND hazard_type_code = (SELECT coalesce(a ->> 'hazard', '') FROM asked)
      AND cell_x BETWEEN :x * 16 AND :x * 16 + 15 AND cell_y BETWEEN :y * 16 AND :y * 16 + 15
      AND ((SELECT a ->> 'region' FROM asked) IS NULL OR region_code = (SELECT a ->> 'region' FROM asked))
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
      AND ((SELECT a ->> 'mark' FROM asked) IS NULL OR mark = (SELECT CAST(a ->> 'mark' AS integer) FROM asked))
),
alike_or_single AS (
    SELECT cell_x, cell_y, marks, facility_count, lon_e6_sum, lat_e6_sum
    FROM alike_passing(:as_of, CAST(:asked AS jsonb))
    WHERE alike_know(CAST(:asked AS jsonb)) AND NOT cells_know(CAST(:asked AS jsonb))
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
      AND cell_x BETWEEN (:x * 16) << (6 - :z) AND ((:x * 16 + 16) << (6 - :z)) - 1
      AND cell_y BETWEEN (:y * 16) << (6 - :z) AND ((:y * 16 + 16) << (6 - :z)) - 1
    UNION ALL
    SELECT CAST(cell_x AS smallint), CAST(cell_y AS smallint), marks, 1, CAST(lon_e6 AS bigint), CAST(lat_e6 AS bigint)
    FROM scores_passing(:as_of, CAST(:asked AS jsonb))
    WHERE NOT alike_know(CAST(:asked AS jsonb))
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
      AND cell_x BETWEEN (:x * 16) << (6 - :z) AND ((:x * 16 + 16) << (6 - :z)) - 1
      AND cell_y BETWEEN (:y * 16) << (6 - :z) AND ((:y * 16 + 16) << (6 - :z)) - 1
),
counted_now AS (
    SELECT CAST(cell_x >> (6 - :z) AS integer) AS cell_x, CAST(cell_y >> (6 - :z) AS integer) AS cell_y,
        mark_of(marks, CAST(:asked AS jsonb) ->> 'colour') AS mark, mark_of(marks, 'violations') AS violation, CAST(sum(facility_count) AS integer) AS n, CAST(sum(lon_e6_sum) AS bigint) AS lon_e6_sum,
        CAST(sum(lat_e6_sum) AS bigint) AS lat_e6_sum
    FROM alike_or_single
    GROUP BY 1, 2, 3, 4
),
cells_of_the_tile AS (
    SELECT * FROM counted_beforehand
    UNION ALL
    SELECT cell_x, cell_y, mark, n, CASE violation WHEN 5 THEN n ELSE 0 END, CASE violation WHEN 4 THEN n ELSE 0 END,
        CASE violation WHEN 3 THEN n ELSE 0 END, CASE violation WHEN 2 THEN n ELSE 0 END, CASE violation WHEN 1 THEN n ELSE 0 END,
        lon_e6_sum, lat_e6_sum
    FROM counted_now
),
clusters AS (
    SELECT CAST(sum(facility_count) AS bigint) AS n, max(mark) AS worst,
        CAST(sum(lon_e6_sum) / sum(facility_count) / 1e6 AS double precision) AS lon,
        CAST(sum(lat_e6_sum) / sum(facility_count) / 1e6 AS double precision) AS lat,
        CASE WHEN sum(gross_count) > 0 THEN 5 WHEN sum(significant_count) > 0 THEN 4 WHEN sum(minor_count) > 0 THEN 3
             WHEN sum(clean_count) > 0 THEN 2 WHEN sum(not_inspected_count) > 0 THEN 1 ELSE 0 END AS worst_violation,
        coalesce(sum(facility_count) FILTER (WHERE mark >= bad_from), 0) AS bad,
        coalesce(sum(facility_count) FILTER (WHERE mark >= known_from), 0) AS known,
        sum(gross_count) AS gross, sum(gross_count) + sum(significant_count) + sum(minor_count) + sum(clean_count) AS inspected
    FROM cells_of_the_tile, of_colour
    GROUP BY cell_x, cell_y
)
SELECT CAST(json_build_object('type', 'FeatureCollection', 'features', coalesce(json_agg(map_feature(lon, lat, 3,
    cluster_properties(CAST(:z AS integer), share_bounds, n, bad, known, worst, gross, inspected, worst_violation)) ORDER BY n DESC, lon, lat), '[]'))
    AS text) AS tile
FROM clusters, of_colour
