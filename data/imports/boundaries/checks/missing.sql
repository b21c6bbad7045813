-- Cells that no district can do without: its code and a name.
SELECT line_no, 'district_code', NULL FROM delivered WHERE given IS NULL
UNION ALL
SELECT line_no, 'name', NULL FROM delivered WHERE coalesce(name, name_kk, name_ru, name_en) IS NULL
