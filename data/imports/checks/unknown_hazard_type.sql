-- Kinds of facility that the map does not know.
SELECT line_no, 'hazard_type_code', hazard_type_code
FROM delivered d
WHERE hazard_type_code IS NOT NULL AND NOT EXISTS (SELECT 1 FROM hazard_type h WHERE h.hazard_type_code = d.hazard_type_code)
