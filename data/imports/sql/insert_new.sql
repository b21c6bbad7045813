-- Adds the facilities that the source delivers for the first time; the register knows them from the delivery's day on.
INSERT INTO facility (source_code, source_key, batch_id, bin, owner_name, name_kk, name_ru, name_en, address, hazard_type_code,
                      region_code, region_taken_from, district_code, geom, employee_count, is_declaration_required, declaration_no,
                      danger_radius_m, commissioned_on, decommissioned_on, known_on)
SELECT %(source_code)s, r.source_key, %(batch_id)s, r.bin, r.owner_name, r.name_kk, r.name_ru, r.name_en, r.address,
    r.hazard_type_code, r.region_code, r.region_taken_from, r.district_code, r.geom, r.employee_count, r.is_declaration_required,
    r.declaration_no, r.danger_radius_m, r.commissioned_on, r.decommissioned_on, %(as_of)s
FROM ready r
WHERE r.facility_id IS NULL;
