-- Texts longer than their column may be; numbers and days of such a length are no numbers or days anyway.
SELECT line_no, column_name, cell
FROM delivered, LATERAL (VALUES
    ('source_key', source_key, %(source_key)s), ('name', name, %(name)s), ('name_kk', name_kk, %(name_kk)s),
    ('name_ru', name_ru, %(name_ru)s), ('name_en', name_en, %(name_en)s), ('owner_name', owner_name, %(owner_name)s),
    ('hazard_type_code', hazard_type_code, %(hazard_type_code)s), ('address', address, %(address)s),
    ('region_code', region_code, %(region_code)s), ('declaration_no', declaration_no, %(declaration_no)s))
    AS cells (column_name, cell, longest)
WHERE greatest(octet_length(source_key), octet_length(name), octet_length(name_kk), octet_length(name_ru), octet_length(name_en),
               octet_length(owner_name), octet_length(hazard_type_code), octet_length(address), octet_length(region_code),
               octet_length(declaration_no)) > %(least)s
  AND length(cell) > longest
