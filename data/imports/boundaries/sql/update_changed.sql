-- Overwrites the districts that the delivery tells something new about; the others are not touched.
UPDATE district d SET
    name_kk = r.name_kk, name_ru = r.name_ru, name_en = r.name_en, geom = r.geom, source_code = %(source_code)s, batch_id = %(batch_id)s
FROM ready r
WHERE d.district_code = r.district_code AND r.is_known AND NOT r.is_same;
