-- The staged features with their KATO code, whose first two digits are the region, and a shape that is valid and holds areas only.
-- A code may be written in nine digits, or as KZ and six, which the last three zeros follow. Shapes that reach out of the box around
-- Kazakhstan are left alone: what is computed on them can be nonsense.
CREATE TEMP TABLE delivered ON COMMIT DROP AS
WITH with_code AS (
    SELECT f.line_no, kind, has_heights, shape, district_code AS given, name, name_kk, name_ru, name_en,
        CASE WHEN district_code ~ '^[0-9]{9}$' THEN district_code
             WHEN district_code ~* '^KZ-?[0-9]{6}$' THEN right(district_code, 6) || '000' END AS code,
        shape @ ST_MakeEnvelope(45, 39.5, 88.5, 56.5, 4326) AS is_near
    FROM staged_shape f LEFT JOIN staged USING (line_no)
),
judged AS MATERIALIZED (
    SELECT w.*, left(code, 2) AS region_code, CASE WHEN is_near AND NOT ST_IsValid(shape) THEN ST_IsValidDetail(shape) END AS fault
    FROM with_code w
),
repaired AS MATERIALIZED (
    SELECT j.*, CASE WHEN is_near THEN ST_Multi(ST_CollectionExtract(CASE WHEN (fault).reason IS NULL THEN shape
        ELSE ST_MakeValid(shape, 'method=structure keepcollapsed=false') END, 3)) END AS area
    FROM judged j
)
SELECT line_no, kind, has_heights, is_near, shape, given, code, region_code, name, name_kk, name_ru, name_en, (fault).reason AS fault,
    (fault).location AS fault_at, CASE WHEN ST_Area(area) > 0 AND ST_IsValid(area) THEN area END AS geom
FROM repaired;
CREATE INDEX ON delivered USING gist (geom);
ANALYZE delivered;
