-- Texts longer than their column may be.
SELECT line_no, column_name, cell
FROM delivered, LATERAL (VALUES
    ('district_code', given, %(district_code)s), ('name', name, %(name)s), ('name_kk', name_kk, %(name_kk)s),
    ('name_ru', name_ru, %(name_ru)s), ('name_en', name_en, %(name_en)s)) AS cells (column_name, cell, longest)
WHERE length(cell) > longest
