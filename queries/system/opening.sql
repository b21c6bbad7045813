-- What every run of a screen begins with: the data version, whether invented rows are loaded, and who looks, as people/signing_in has it.
-- Always one row; where nobody looks, or nobody the map knows, the columns of the person are null.
SELECT v.counter AS data_version,
    EXISTS (SELECT 1 FROM batch b WHERE b.source_code = 'demo') AS has_demonstration,
    p.user_code, p.role, p.name_kk, p.name_ru, p.name_en, p.region_code, p.body_code
FROM data_version v
LEFT JOIN person_signing_in(CAST(:user_code AS text), CAST(:email AS text)) p ON true
