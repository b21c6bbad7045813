-- Kinds of hazardous production facility.
SELECT hazard_type_code, name_kk, name_ru, name_en FROM hazard_type ORDER BY hazard_type_code
