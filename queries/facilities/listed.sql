-- A page of the facilities scored on :as_of that pass the filters, in the asked order and direction. risk: degree under the asked law,
-- then points; inspected: last inspection. What is not known stands lowest. Each order is constant but for the one asked for, and the
-- planner leaves out the joins that only the others need.
WITH with_what_orders AS (
    SELECT (p.f).facility_id, CASE :law WHEN 'labour' THEN (p.s).labour_degree ELSE (p.s).safety_degree END AS degree,
        (p.s).points, (p.s).violation_class, (p.s).overdue_prescription_count, (p.s).last_inspected_on, (p.s).accident_count, (p.s).insurance,
        CASE :order
            WHEN 'name' THEN CASE :language WHEN 'kk' THEN (p.f).name_kk WHEN 'ru' THEN (p.f).name_ru ELSE (p.f).name_en END
            WHEN 'hazard' THEN CASE :language WHEN 'kk' THEN h.name_kk WHEN 'ru' THEN h.name_ru ELSE h.name_en END
            WHEN 'region' THEN CASE :language WHEN 'kk' THEN r.name_kk WHEN 'ru' THEN r.name_ru ELSE r.name_en END
            WHEN 'owner' THEN coalesce(CASE :language WHEN 'kk' THEN e.name_kk WHEN 'ru' THEN e.name_ru ELSE e.name_en END, (p.f).owner_name)
        END COLLATE "kk-x-icu" AS word
    FROM facilities_passing(:as_of, CAST(:asked AS jsonb)) p
    LEFT JOIN hazard_type h ON h.hazard_type_code = (p.f).hazard_type_code
    LEFT JOIN region r ON r.region_code = (p.f).region_code
    LEFT JOIN employer e ON e.bin = (p.f).bin
    WHERE CAST(:viewer_region AS text) IS NULL OR (p.f).region_code = :viewer_region
),
page AS (
    SELECT w.*, row_number() OVER () AS place FROM (
        SELECT * FROM with_what_orders
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
            CASE WHEN :descending THEN word END DESC NULLS LAST,
            CASE WHEN NOT :descending THEN word END,
            CASE WHEN :descending AND :order <> 'inspected' OR NOT :descending AND :order = 'inspected' THEN facility_id END,
            facility_id DESC
        LIMIT :rows OFFSET :skipped
    ) AS w
)
SELECT g.facility_id, f.name_kk, f.name_ru, f.name_en, CAST(g.degree AS text) AS degree, CAST(g.violation_class AS text) AS violation_class,
    g.points, g.overdue_prescription_count, g.last_inspected_on, g.accident_count, CAST(g.insurance AS text) AS insurance,
    h.name_kk AS hazard_kk, h.name_ru AS hazard_ru, h.name_en AS hazard_en, r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en,
    f.bin, coalesce(e.name_kk, f.owner_name) AS owner_kk, coalesce(e.name_ru, f.owner_name) AS owner_ru,
    coalesce(e.name_en, f.owner_name) AS owner_en, f.address
FROM page g
JOIN facility f USING (facility_id)
JOIN hazard_type h USING (hazard_type_code)
JOIN region r ON r.region_code = f.region_code
LEFT JOIN employer e ON e.bin = f.bin
ORDER BY g.place
