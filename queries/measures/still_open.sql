-- Facilities where what an instruction asks is not known to be done on :as_of, of those the viewer may see; those of the highest degree first, at most :most.
WITH still_open AS (
    SELECT f.facility_id, f.region_code, f.district_code, f.hazard_type_code, f.bin, f.owner_name, f.name_kk, f.name_ru, f.name_en
    FROM facility f
    WHERE f.facility_id = ANY (ARRAY(SELECT facilities_open(CAST(:instruction_id AS bigint), CAST(:as_of AS date))))
      AND (CAST(:viewer_region AS text) IS NULL OR f.region_code = :viewer_region)
),
with_degrees AS (
    SELECT o.*, greatest(s.safety_degree, s.labour_degree) AS degree
    FROM still_open o
    LEFT JOIN risk_score s ON s.facility_id = o.facility_id AND s.valid_from <= CAST(:as_of AS date) AND s.valid_to > CAST(:as_of AS date)
    ORDER BY degree DESC NULLS LAST, o.facility_id
    LIMIT CAST(:most AS integer)
)
SELECT d.facility_id, d.name_kk, d.name_ru, d.name_en, CAST(d.degree AS text) AS degree,
    r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en, t.name_kk AS district_kk, t.name_ru AS district_ru, t.name_en AS district_en,
    h.name_kk AS hazard_kk, h.name_ru AS hazard_ru, h.name_en AS hazard_en,
    coalesce(e.name_kk, d.owner_name) AS owner_kk, coalesce(e.name_ru, d.owner_name) AS owner_ru, coalesce(e.name_en, d.owner_name) AS owner_en
FROM with_degrees d
JOIN region r ON r.region_code = d.region_code
JOIN hazard_type h ON h.hazard_type_code = d.hazard_type_code
LEFT JOIN district t ON t.district_code = d.district_code
LEFT JOIN employer e ON e.bin = d.bin
ORDER BY d.degree DESC NULLS LAST, d.facility_id
