-- What stands within 20 metres of a place: a facility known on :as_of that the viewer may see, the nearest first, else a settlement;
-- no row where nothing does.
WITH place AS (
    SELECT ST_SetSRID(ST_MakePoint(:lon, :lat), 4326) AS middle
),
facilities_there AS (
    SELECT 1 AS turn, 'facility' AS kind, CAST(f.facility_id AS bigint) AS number, f.name_kk, f.name_ru, f.name_en, f.geom
    FROM facilities_near(:lon, :lat, 0.02) AS near (facility_id) JOIN facility f USING (facility_id)
    WHERE f.known_on <= :as_of AND (CAST(:viewer_region AS text) IS NULL OR f.region_code = :viewer_region)
),
settlements_there AS (
    SELECT 2 AS turn, 'settlement' AS kind, CAST(s.settlement_id AS bigint) AS number, s.name_kk, s.name_ru, s.name_en, s.geom
    FROM settlement s, place
    WHERE ST_DistanceSphere(s.geom, middle) <= 20
)
SELECT kind, name_kk, name_ru, name_en
FROM (SELECT * FROM facilities_there UNION ALL SELECT * FROM settlements_there) AS found, place
ORDER BY turn, ST_DistanceSphere(geom, middle), number
LIMIT 1
