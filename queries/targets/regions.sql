-- Regions whose own targets the viewer may enter, by code; none for those who may not.
SELECT r.region_code, r.name_kk, r.name_ru, r.name_en, app_may_loosen_targets() AS may_loosen
FROM region r
WHERE app_may_set_targets_of(r.region_code)
ORDER BY r.region_code
