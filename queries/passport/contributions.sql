-- What adds up to the predicted probability kept with the score in force on :as_of, heaviest first, with the names of what is told by code.
WITH told AS (
    SELECT c.place, c.item ->> 'code' AS code, c.item ->> 'value' AS value, CAST(c.item ->> 'log_odds' AS numeric) AS log_odds
    FROM risk_score s CROSS JOIN LATERAL jsonb_array_elements(s.contributions) WITH ORDINALITY AS c (item, place)
    WHERE s.facility_id = CAST(:facility_id AS bigint)
      AND s.valid_from <= CAST(:as_of AS date) AND s.valid_to > CAST(:as_of AS date)
      AND (CAST(:viewer_region AS text) IS NULL OR s.region_code = :viewer_region)
),
named AS (
    SELECT 'region_code' AS code, region_code AS value, name_kk, name_ru, name_en FROM region
    UNION ALL SELECT 'hazard_type_code', hazard_type_code, name_kk, name_ru, name_en FROM hazard_type
    UNION ALL SELECT 'activity_code', activity_code, name_kk, name_ru, name_en FROM activity
)
SELECT t.code, t.value, n.name_kk, n.name_ru, n.name_en, CAST(t.log_odds AS double precision) AS log_odds
FROM told t LEFT JOIN named n ON n.code = t.code AND n.value = t.value
ORDER BY t.place
