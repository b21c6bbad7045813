-- Cells with a character that cannot be read or shown, a NUL among them, or one that turns the direction of writing.
SELECT line_no, column_name, cell
FROM delivered, LATERAL (VALUES
    ('source_key', source_key), ('name', name), ('name_kk', name_kk), ('name_ru', name_ru), ('name_en', name_en), ('bin', bin),
    ('owner_name', owner_name), ('hazard_type_code', hazard_type_code), ('address', address), ('region_code', region_code),
    ('lon', lon), ('lat', lat), ('employee_count', employee_count), ('is_declaration_required', is_declaration_required),
    ('declaration_no', declaration_no), ('danger_radius_m', danger_radius_m), ('commissioned_on', commissioned_on),
    ('decommissioned_on', decommissioned_on)) AS cells (column_name, cell)
WHERE strpos(concat(source_key, name, name_kk, name_ru, name_en, bin, owner_name, hazard_type_code, address, region_code, lon, lat,
             employee_count, is_declaration_required, declaration_no, danger_radius_m, commissioned_on, decommissioned_on),
             U&'\FFFD') > 0
  AND strpos(cell, U&'\FFFD') > 0
