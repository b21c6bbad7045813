-- Demonstration people; none unless demonstration data is loaded.
SELECT user_code, role, name_kk, name_ru, name_en, region_code, body_code
FROM demonstration_people()
ORDER BY place
