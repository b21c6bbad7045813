-- The head of a facility's passport: who, what, where, from which delivery, as known on :as_of.
-- Nothing where the facility is not there, was not known yet, or lies outside the viewer's region.
WITH known_facility AS (
    SELECT * FROM facility
    WHERE facility_id = CAST(:facility_id AS bigint) AND known_on <= CAST(:as_of AS date)
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
)
SELECT f.facility_id, f.source_key, f.name_kk, f.name_ru, f.name_en, f.address,
    f.hazard_type_code, h.name_kk AS hazard_kk, h.name_ru AS hazard_ru, h.name_en AS hazard_en,
    f.region_code, r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en, f.region_taken_from,
    d.name_kk AS district_kk, d.name_ru AS district_ru, d.name_en AS district_en,
    ST_Y(f.geom) AS latitude, ST_X(f.geom) AS longitude,
    f.employee_count, f.is_declaration_required, f.declaration_no, f.danger_radius_m, f.commissioned_on, f.decommissioned_on,
    f.bin, f.owner_name, e.name_kk AS owner_kk, e.name_ru AS owner_ru, e.name_en AS owner_en,
    p.bin AS parent_bin, p.name_kk AS parent_kk, p.name_ru AS parent_ru, p.name_en AS parent_en,
    a.name_kk AS activity_kk, a.name_ru AS activity_ru, a.name_en AS activity_en,
    s.name_kk AS source_kk, s.name_ru AS source_ru, s.name_en AS source_en, s.is_demonstration,
    (SELECT max(i.inspected_on) FROM inspection i
     WHERE i.facility_id = f.facility_id AND i.known_on <= CAST(:as_of AS date)) AS last_inspected_on,
    (SELECT count(*) FROM prescription o
     WHERE o.facility_id = f.facility_id AND o.known_on <= CAST(:as_of AS date)
       AND is_overdue_on(o.due_on, o.fulfilment_known_on, CAST(:as_of AS date))) AS overdue_prescription_count,
    b.file_name, CAST(b.received_at AT TIME ZONE 'Asia/Almaty' AS date) AS received_on, f.known_on
FROM known_facility f
JOIN hazard_type h USING (hazard_type_code)
JOIN region r USING (region_code)
JOIN source s USING (source_code)
JOIN batch b USING (batch_id)
LEFT JOIN district d ON d.district_code = f.district_code
LEFT JOIN employer e ON e.bin = f.bin
LEFT JOIN employer p ON p.bin = e.parent_bin
LEFT JOIN activity a ON a.activity_code = e.activity_code
