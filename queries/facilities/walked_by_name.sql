-- A page of the facilities scored on :as_of that pass the filters, by name: facility_id in the asked direction, as the Kazakh alphabet
-- has it. Name by name from :beyond on, each asked whether it passes (OFFSET 0 keeps it so), until the page is full: for where many pass.
WITH in_turn AS (
    SELECT f.facility_id, CASE :language WHEN 'kk' THEN f.name_kk WHEN 'ru' THEN f.name_ru ELSE f.name_en END COLLATE "kk-x-icu" AS word
    FROM facility f
    WHERE CAST(:viewer_region AS text) IS NULL OR f.region_code = :viewer_region
)
SELECT t.facility_id
FROM in_turn t CROSS JOIN LATERAL (
    SELECT FROM scores_passing(:as_of, CAST(:asked AS jsonb)) s WHERE s.facility_id = t.facility_id OFFSET 0
) AS passing
WHERE CAST(:beyond AS text) IS NULL OR CASE WHEN :descending THEN word <= :beyond ELSE word >= :beyond END
ORDER BY
    CASE WHEN :descending THEN word END DESC,
    CASE WHEN NOT :descending THEN word END,
    CASE WHEN :descending THEN t.facility_id END,
    t.facility_id DESC
LIMIT :rows OFFSET :skipped
