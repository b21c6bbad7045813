-- A page of the facilities scored on :as_of that pass the filters, by owner: facility_id in the asked direction, as the Kazakh alphabet
-- has it, owners not known at its end, or where :unknown_last is false at its beginning. Owner by owner from :beyond on, each facility asked whether it
-- passes (OFFSET 0 keeps it so), until the page is full: for where many pass. Employers, owners known by name alone, and none, each
-- in their own order.
WITH of_employers AS (
    SELECT f.facility_id, CASE :language WHEN 'kk' THEN e.name_kk WHEN 'ru' THEN e.name_ru ELSE e.name_en END COLLATE "kk-x-icu" AS word
    FROM employer e CROSS JOIN LATERAL (
        SELECT f.facility_id FROM facility f CROSS JOIN LATERAL (
            SELECT FROM scores_passing(:as_of, CAST(:asked AS jsonb)) s WHERE s.facility_id = f.facility_id OFFSET 0
        ) AS passing
        WHERE f.bin = e.bin AND (CAST(:viewer_region AS text) IS NULL OR f.region_code = :viewer_region)
        OFFSET 0
    ) AS f
    WHERE CAST(:beyond AS text) IS NULL OR CASE WHEN :descending
        THEN CASE :language WHEN 'kk' THEN e.name_kk WHEN 'ru' THEN e.name_ru ELSE e.name_en END COLLATE "kk-x-icu" <= :beyond
        ELSE CASE :language WHEN 'kk' THEN e.name_kk WHEN 'ru' THEN e.name_ru ELSE e.name_en END COLLATE "kk-x-icu" >= :beyond END
    ORDER BY CASE WHEN :descending THEN CASE :language WHEN 'kk' THEN e.name_kk WHEN 'ru' THEN e.name_ru ELSE e.name_en END END COLLATE "kk-x-icu" DESC,
        CASE :language WHEN 'kk' THEN e.name_kk WHEN 'ru' THEN e.name_ru ELSE e.name_en END COLLATE "kk-x-icu",
        CASE WHEN :descending THEN f.facility_id END, f.facility_id DESC
    LIMIT :rows + :skipped
),
of_names AS (
    SELECT f.facility_id, f.owner_name COLLATE "kk-x-icu" AS word
    FROM facility f CROSS JOIN LATERAL (
        SELECT FROM scores_passing(:as_of, CAST(:asked AS jsonb)) s WHERE s.facility_id = f.facility_id OFFSET 0
    ) AS passing
    WHERE f.bin IS NULL AND f.owner_name IS NOT NULL AND (CAST(:viewer_region AS text) IS NULL OR f.region_code = :viewer_region)
      AND (CAST(:beyond AS text) IS NULL OR CASE WHEN :descending THEN f.owner_name COLLATE "kk-x-icu" <= :beyond ELSE f.owner_name COLLATE "kk-x-icu" >= :beyond END)
    ORDER BY CASE WHEN :descending THEN f.owner_name END COLLATE "kk-x-icu" DESC, f.owner_name COLLATE "kk-x-icu",
        CASE WHEN :descending THEN f.facility_id END, f.facility_id DESC
    LIMIT :rows + :skipped
),
of_nobody AS (
    SELECT f.facility_id, CAST(NULL AS text) COLLATE "kk-x-icu" AS word
    FROM facility f CROSS JOIN LATERAL (
        SELECT FROM scores_passing(:as_of, CAST(:asked AS jsonb)) s WHERE s.facility_id = f.facility_id OFFSET 0
    ) AS passing
    WHERE f.bin IS NULL AND f.owner_name IS NULL AND (CAST(:viewer_region AS text) IS NULL OR f.region_code = :viewer_region)
      AND (CAST(:beyond AS text) IS NULL OR :unknown_last)  -- else they are passed over
    ORDER BY CASE WHEN :descending THEN f.facility_id END, f.facility_id DESC
    LIMIT :rows + :skipped
)
SELECT facility_id
FROM (SELECT * FROM of_employers UNION ALL SELECT * FROM of_names UNION ALL SELECT * FROM of_nobody) AS owned
ORDER BY (word IS NULL) = :unknown_last, CASE WHEN :descending THEN word END DESC, word, CASE WHEN :descending THEN facility_id END, facility_id DESC
LIMIT :rows OFFSET :skipped
