-- Adds the districts that were not known.
INSERT INTO district (district_code, region_code, name_kk, name_ru, name_en, geom, source_code, batch_id)
SELECT district_code, region_code, name_kk, name_ru, name_en, geom, %(source_code)s, %(batch_id)s FROM ready WHERE NOT is_known;
