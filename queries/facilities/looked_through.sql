-- Those of the facilities given that stood on :as_of within the circle asked for and answer its words, in the order given, after
-- :skipped ones.
WITH given AS (
    SELECT facility_id, place FROM unnest(CAST(:facility_ids AS bigint[])) WITH ORDINALITY AS g (facility_id, place)
),
answering AS (
    SELECT facilities_matching_among(CAST(:asked AS jsonb) ->> 'text', CAST(:facility_ids AS bigint[])) AS facility_id
    WHERE CAST(:asked AS jsonb) ->> 'text' IS NOT NULL
)
SELECT g.facility_id
FROM given g JOIN risk_score s ON s.facility_id = g.facility_id AND s.valid_from <= :as_of AND s.valid_to > :as_of
WHERE (CAST(:asked AS jsonb) ->> 'text' IS NULL OR g.facility_id IN (SELECT a.facility_id FROM answering a))
  AND (CAST(:asked AS jsonb) ->> 'km' IS NULL
       OR is_within(CAST(CAST(:asked AS jsonb) ->> 'km' AS double precision), CAST(CAST(:asked AS jsonb) ->> 'lon' AS double precision),
                    CAST(CAST(:asked AS jsonb) ->> 'lat' AS double precision), s.lon_e6, s.lat_e6))
ORDER BY g.place
LIMIT :rows OFFSET :skipped
