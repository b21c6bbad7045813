-- What the list says of facilities, as scored on :as_of, in the order given.
SELECT g.facility_id, f.name_kk, f.name_ru, f.name_en,
    CAST(CASE :law WHEN 'labour' THEN s.labour_degree ELSE s.safety_degree END AS text) AS degree, CAST(s.violation_class AS text) AS violation_class,
    s.points, s.overdue_prescription_count, s.last_inspected_on, s.accident_count, CAST(s.insurance AS text) AS insurance,
    h.name_kk AS hazard_kk, h.name_ru AS hazard_ru, h.name_en AS hazard_en, r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en,
    CAST(o.degree AS text) AS hand_degree, o.expires_on AS hand_until, f.bin, coalesce(e.name_kk, f.owner_name) AS owner_kk, coalesce(e.name_ru, f.owner_name) AS owner_ru,
    coalesce(e.name_en, f.owner_name) AS owner_en, f.address
FROM unnest(CAST(:facility_ids AS bigint[])) WITH ORDINALITY AS g (facility_id, place)
JOIN risk_score s ON s.facility_id = g.facility_id AND s.valid_from <= :as_of AND s.valid_to > :as_of
JOIN facility f ON f.facility_id = g.facility_id
JOIN hazard_type h ON h.hazard_type_code = f.hazard_type_code
JOIN region r ON r.region_code = f.region_code
LEFT JOIN employer e ON e.bin = f.bin
LEFT JOIN override_on(:as_of) o ON o.facility_id = g.facility_id AND o.law = :law
WHERE CAST(:viewer_region AS text) IS NULL OR f.region_code = :viewer_region
ORDER BY g.place
