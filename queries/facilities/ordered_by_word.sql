-- A page of the facilities scored on :as_of that pass the filters, by name or owner: facility_id in the asked direction, as the Kazakh
-- alphabet has it, owners not known at the end of it, or where :unknown_last is false at its beginning. All that pass are sorted: for where
-- few do.
WITH passing AS MATERIALIZED (  -- else the walk is chosen here too, where few pass and all at the far end
    SELECT s.facility_id
    FROM scores_passing(:as_of, CAST(:asked AS jsonb)) s
    WHERE CAST(:viewer_region AS text) IS NULL OR s.region_code = :viewer_region
),
named AS (
    SELECT p.facility_id, CASE WHEN :order = 'name' THEN CASE :language WHEN 'kk' THEN f.name_kk WHEN 'ru' THEN f.name_ru ELSE f.name_en END
            ELSE coalesce(CASE :language WHEN 'kk' THEN e.name_kk WHEN 'ru' THEN e.name_ru ELSE e.name_en END, f.owner_name)
        END COLLATE "kk-x-icu" AS word
    FROM passing p
    JOIN facility f ON f.facility_id = p.facility_id
    LEFT JOIN employer e ON e.bin = f.bin
)
SELECT facility_id
FROM named
ORDER BY
    CASE WHEN :order = 'owner' THEN (word IS NULL) = :unknown_last END,
    CASE WHEN :descending THEN word END DESC,
    CASE WHEN NOT :descending THEN word END,
    CASE WHEN :descending THEN facility_id END,
    facility_id DESC
LIMIT :rows OFFSET :skipped
