-- A page of the facilities scored on :as_of that pass the filters, in the asked order and direction. risk: degree under the asked law,
-- then points; inspected: last inspection; what is not known comes first where the order is of days, last elsewhere.
WITH passing AS (
    SELECT (p.f).facility_id, (p.f).region_code, (p.f).hazard_type_code, (p.f).bin, (p.f).owner_name, (p.f).address,
        (p.f).name_kk, (p.f).name_ru, (p.f).name_en,
        CASE :law WHEN 'labour' THEN (p.s).labour_degree ELSE (p.s).safety_degree END AS degree,
        (p.s).points, (p.s).violation_class, (p.s).overdue_prescription_count, (p.s).last_inspected_on, (p.s).accident_count, (p.s).insurance,
        CASE :language WHEN 'kk' THEN (p.f).name_kk WHEN 'ru' THEN (p.f).name_ru ELSE (p.f).name_en END AS name
    FROM facilities_passing(:as_of, CAST(:asked AS jsonb)) p
    WHERE CAST(:viewer_region AS text) IS NULL OR (p.f).region_code = :viewer_region
),
with_words AS (
    SELECT p.*, h.name_kk AS hazard_kk, h.name_ru AS hazard_ru, h.name_en AS hazard_en,
        r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en,
        coalesce(e.name_kk, p.owner_name) AS owner_kk, coalesce(e.name_ru, p.owner_name) AS owner_ru, coalesce(e.name_en, p.owner_name) AS owner_en
    FROM passing p
    JOIN hazard_type h USING (hazard_type_code)
    JOIN region r USING (region_code)
    LEFT JOIN employer e ON e.bin = p.bin
),
in_order AS (
    SELECT w.*, row_number() OVER () AS place FROM (
        SELECT * FROM with_words
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
            CASE WHEN NOT :descending THEN CASE :order
                WHEN 'name' THEN name
                WHEN 'hazard' THEN CASE :language WHEN 'kk' THEN hazard_kk WHEN 'ru' THEN hazard_ru ELSE hazard_en END
                WHEN 'region' THEN CASE :language WHEN 'kk' THEN region_kk WHEN 'ru' THEN region_ru ELSE region_en END
                WHEN 'owner' THEN CASE :language WHEN 'kk' THEN owner_kk WHEN 'ru' THEN owner_ru ELSE owner_en END
            END END COLLATE "kk-x-icu",
            CASE WHEN :descending THEN CASE :order
                WHEN 'name' THEN name
                WHEN 'hazard' THEN CASE :language WHEN 'kk' THEN hazard_kk WHEN 'ru' THEN hazard_ru ELSE hazard_en END
                WHEN 'region' THEN CASE :language WHEN 'kk' THEN region_kk WHEN 'ru' THEN region_ru ELSE region_en END
                WHEN 'owner' THEN CASE :language WHEN 'kk' THEN owner_kk WHEN 'ru' THEN owner_ru ELSE owner_en END
            END END COLLATE "kk-x-icu" DESC NULLS LAST,
            facility_id
        LIMIT :rows OFFSET :skipped
    ) AS w
)
SELECT facility_id, name_kk, name_ru, name_en, CAST(degree AS text) AS degree, CAST(violation_class AS text) AS violation_class,
    points, overdue_prescription_count, last_inspected_on, accident_count, CAST(insurance AS text) AS insurance,
    hazard_kk, hazard_ru, hazard_en, region_kk, region_ru, region_en, bin, owner_kk, owner_ru, owner_en, address
FROM in_order
ORDER BY place
