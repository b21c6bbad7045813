-- A page of the facilities scored on :as_of that pass the filters, by their state, hazard or region: facility_id in the asked order and
-- direction. risk: degree under the asked law, then points. What is not known stands lowest. Each order is constant but for the one
-- asked for, so that an index answers it from either end.
WITH with_what_orders AS (
    SELECT s.*, CASE :law WHEN 'labour' THEN s.labour_degree ELSE s.safety_degree END AS degree,
        CASE :order
            WHEN 'hazard' THEN array_position(ARRAY(
                SELECT hazard_type_code FROM hazard_type
                ORDER BY CASE :language WHEN 'kk' THEN name_kk WHEN 'ru' THEN name_ru ELSE name_en END COLLATE "kk-x-icu"), s.hazard_type_code)
            WHEN 'region' THEN array_position(ARRAY(
                SELECT region_code FROM region
                ORDER BY CASE :language WHEN 'kk' THEN name_kk WHEN 'ru' THEN name_ru ELSE name_en END COLLATE "kk-x-icu"), s.region_code)
        END AS turn
    FROM scores_passing(:as_of, CAST(:asked AS jsonb)) s
    WHERE CAST(:viewer_region AS text) IS NULL OR s.region_code = :viewer_region
)
SELECT facility_id
FROM with_what_orders
ORDER BY
    CASE WHEN :order = 'risk' AND :descending THEN degree END DESC NULLS LAST,
    CASE WHEN :order = 'risk' AND :descending THEN points END DESC NULLS LAST,
    CASE WHEN :order = 'risk' AND NOT :descending THEN degree END NULLS FIRST,
    CASE WHEN :order = 'risk' AND NOT :descending THEN points END NULLS FIRST,
    CASE WHEN :order = 'violations' AND :descending THEN violation_class END DESC,
    CASE WHEN :order = 'violations' AND NOT :descending THEN violation_class END,
    CASE WHEN :order = 'overdue' AND :descending THEN overdue_prescription_count END DESC,
    CASE WHEN :order = 'overdue' AND NOT :descending THEN overdue_prescription_count END,
    CASE WHEN :order = 'accidents' AND :descending THEN accident_count END DESC,
    CASE WHEN :order = 'accidents' AND NOT :descending THEN accident_count END,
    CASE WHEN :order = 'inspected' AND :descending THEN last_inspected_on END DESC NULLS LAST,
    CASE WHEN :order = 'inspected' AND NOT :descending THEN last_inspected_on END NULLS FIRST,
    CASE WHEN :order = 'insurance' AND :descending THEN insurance END DESC,
    CASE WHEN :order = 'insurance' AND NOT :descending THEN insurance END,
    CASE WHEN :descending THEN turn END DESC,
    CASE WHEN NOT :descending THEN turn END,
    CASE WHEN :descending AND :order <> 'inspected' OR NOT :descending AND :order = 'inspected' THEN facility_id END,
    facility_id DESC
LIMIT :rows OFFSET :skipped
