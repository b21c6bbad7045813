-- Every facility scored on :as_of that passes the filters, for a file; the same rows as the list beside the map, region by region.
SELECT (p.f).facility_id, c.is_demonstration, (p.f).name_kk, (p.f).name_ru, (p.f).name_en,
    h.name_kk AS hazard_kk, h.name_ru AS hazard_ru, h.name_en AS hazard_en,
    r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en, d.name_kk AS district_kk, d.name_ru AS district_ru, d.name_en AS district_en,
    (p.f).bin, coalesce(e.name_kk, (p.f).owner_name) AS owner_kk, coalesce(e.name_ru, (p.f).owner_name) AS owner_ru,
    coalesce(e.name_en, (p.f).owner_name) AS owner_en, (p.f).address,
    CAST((p.s).safety_degree AS text) AS safety_degree, CAST((p.s).labour_degree AS text) AS labour_degree, (p.s).points,
    CAST(o.safety_degree AS text) AS hand_safety_degree, CAST(o.labour_degree AS text) AS hand_labour_degree,
    CAST((p.s).violation_class AS text) AS violation_class, (p.s).overdue_prescription_count, (p.s).accident_count,
    (p.s).fatal_accident_count, CAST((p.s).insurance AS text) AS insurance, (p.s).last_inspected_on,
    ST_X((p.f).geom) AS lon, ST_Y((p.f).geom) AS lat
FROM facilities_passing(:as_of, CAST(:asked AS jsonb)) p
JOIN source c ON c.source_code = (p.f).source_code
JOIN hazard_type h ON h.hazard_type_code = (p.f).hazard_type_code
JOIN region r ON r.region_code = (p.f).region_code
LEFT JOIN district d ON d.district_code = (p.f).district_code
LEFT JOIN employer e ON e.bin = (p.f).bin
LEFT JOIN set_by_hand_on(:as_of) o ON o.facility_id = (p.f).facility_id
WHERE CAST(:viewer_region AS text) IS NULL OR (p.f).region_code = :viewer_region
ORDER BY (p.f).region_code, (p.f).facility_id
