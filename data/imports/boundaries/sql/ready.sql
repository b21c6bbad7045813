-- The delivered districts beside those that are known: is_known, is_same. A name not given takes that of another language.
CREATE TEMP TABLE ready ON COMMIT DROP AS
WITH named AS (
    SELECT code AS district_code, region_code, coalesce(name_kk, name, name_ru, name_en) AS name_kk,
        coalesce(name_ru, name, name_kk, name_en) AS name_ru, coalesce(name_en, name, name_ru, name_kk) AS name_en, geom
    FROM delivered
)
SELECT n.*, d.district_code IS NOT NULL AS is_known,
    (d.name_kk, d.name_ru, d.name_en) IS NOT DISTINCT FROM (n.name_kk, n.name_ru, n.name_en)
        AND ST_AsBinary(d.geom) = ST_AsBinary(n.geom) AS is_same
FROM named n LEFT JOIN district d USING (district_code);
ANALYZE ready;
