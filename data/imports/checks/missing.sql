-- Cells that no facility can do without: its key, a name, its kind.
SELECT line_no, 'source_key', NULL FROM delivered WHERE source_key IS NULL
UNION ALL
SELECT line_no, 'name', NULL FROM delivered WHERE coalesce(name, name_kk, name_ru, name_en) IS NULL
UNION ALL
SELECT line_no, 'hazard_type_code', NULL FROM delivered WHERE hazard_type_code IS NULL
