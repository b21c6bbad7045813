-- A page of the facilities scored on :as_of that pass the filters, in the asked order: risk (heaviest first), name,
-- waiting (longest not inspected first, never inspected before all) or inspected (latest inspection first).
-- :pattern is what names, owners and addresses are compared with, :bin_prefix what the owner's BIN begins with; null asks for all.
WITH matching AS (
    SELECT f.facility_id, f.region_code, f.hazard_type_code, f.bin, f.owner_name, f.address, f.name_kk, f.name_ru, f.name_en,
        CASE :law WHEN 'labour' THEN s.labour_degree ELSE s.safety_degree END AS degree,
        s.points, s.violation_class, s.overdue_prescription_count, s.last_inspected_on
    FROM facility f JOIN risk_score s USING (facility_id)
    WHERE s.valid_from <= :as_of AND s.valid_to > :as_of
      AND (CAST(:viewer_region AS text) IS NULL OR f.region_code = :viewer_region)
      AND (CAST(:region AS text) IS NULL OR f.region_code = :region)
      AND (CAST(:hazard AS text) IS NULL OR f.hazard_type_code = :hazard)
      AND (CAST(:degree AS degree) IS NULL
           OR CASE :law WHEN 'labour' THEN s.labour_degree ELSE s.safety_degree END = CAST(:degree AS degree))
      AND (CAST(:pattern AS text) IS NULL
           OR f.facility_id = ANY (ARRAY(SELECT facilities_matching(CAST(:pattern AS text), CAST(:bin_prefix AS text)))))
),
in_order AS (
    SELECT m.*, row_number() OVER () AS place FROM (
        SELECT * FROM matching
        ORDER BY CASE :order WHEN 'risk' THEN degree END DESC NULLS LAST, CASE :order WHEN 'risk' THEN points END DESC NULLS LAST,
            CASE :order WHEN 'name' THEN CASE :language WHEN 'kk' THEN name_kk WHEN 'ru' THEN name_ru ELSE name_en END END COLLATE "kk-x-icu",
            CASE :order WHEN 'waiting' THEN last_inspected_on END NULLS FIRST,
            CASE :order WHEN 'inspected' THEN last_inspected_on END DESC NULLS LAST,
            facility_id
        LIMIT :rows OFFSET :skipped
    ) AS m
)
SELECT facility_id, i.name_kk, i.name_ru, i.name_en, CAST(degree AS text) AS degree, CAST(violation_class AS text) AS violation_class,
    points, overdue_prescription_count, last_inspected_on,
    h.name_kk AS hazard_kk, h.name_ru AS hazard_ru, h.name_en AS hazard_en,
    r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en,
    i.bin, coalesce(e.name_kk, owner_name) AS owner_kk, coalesce(e.name_ru, owner_name) AS owner_ru, coalesce(e.name_en, owner_name) AS owner_en,
    address
FROM in_order i
JOIN hazard_type h USING (hazard_type_code)
JOIN region r USING (region_code)
LEFT JOIN employer e ON e.bin = i.bin
ORDER BY place
