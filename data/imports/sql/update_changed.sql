-- Overwrites the facilities of this source that the delivery tells something new about; the others are not touched.
UPDATE facility f SET
    batch_id = %(batch_id)s, bin = r.bin, owner_name = r.owner_name, name_kk = r.name_kk, name_ru = r.name_ru, name_en = r.name_en,
    address = r.address, hazard_type_code = r.hazard_type_code, region_code = r.region_code,
    region_taken_from = r.region_taken_from, district_code = r.district_code, geom = r.geom, employee_count = r.employee_count,
    is_declaration_required = r.is_declaration_required, declaration_no = r.declaration_no,
    declaration_known_on = CASE WHEN f.declaration_no IS NULL AND r.declaration_no IS NOT NULL THEN greatest(f.known_on, %(as_of)s) ELSE f.declaration_known_on END,
    danger_radius_m = r.danger_radius_m, commissioned_on = r.commissioned_on, decommissioned_on = r.decommissioned_on
FROM ready r
WHERE f.facility_id = r.facility_id
  AND (f.bin, f.owner_name, f.name_kk, f.name_ru, f.name_en, f.address, f.hazard_type_code, f.region_code, f.region_taken_from,
       f.district_code, f.geom, f.employee_count, f.is_declaration_required, f.declaration_no, f.danger_radius_m,
       f.commissioned_on, f.decommissioned_on)
    IS DISTINCT FROM
      (r.bin, r.owner_name, r.name_kk, r.name_ru, r.name_en, r.address, r.hazard_type_code, r.region_code, r.region_taken_from,
       r.district_code, r.geom, r.employee_count, r.is_declaration_required, r.declaration_no, r.danger_radius_m,
       r.commissioned_on, r.decommissioned_on);
