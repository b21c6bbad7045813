-- Every facility scored on :as_of that passes the filters, for a file; the same rows as the list beside the map, region by region.
SELECT f.facility_id, f.source_code, f.name_kk, f.name_ru, f.name_en,
    h.name_kk AS hazard_kk, h.name_ru AS hazard_ru, h.name_en AS hazard_en,
    r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en,
    f.bin, coalesce(e.name_kk, f.owner_name) AS owner_kk, coalesce(e.name_ru, f.owner_name) AS owner_ru,
    coalesce(e.name_en, f.owner_name) AS owner_en, f.address,
    CAST(s.safety_degree AS text) AS safety_degree, CAST(s.labour_degree AS text) AS labour_degree, s.points,
    CAST(s.violation_class AS text) AS violation_class, s.overdue_prescription_count, s.last_inspected_on,
    ST_X(f.geom) AS lon, ST_Y(f.geom) AS lat
FROM facility f
JOIN risk_score s USING (facility_id)
JOIN hazard_type h USING (hazard_type_code)
JOIN region r ON r.region_code = f.region_code
LEFT JOIN employer e ON e.bin = f.bin
WHERE s.valid_from <= :as_of AND s.valid_to > :as_of
  AND (CAST(:viewer_region AS text) IS NULL OR f.region_code = :viewer_region)
  AND (CAST(:region AS text) IS NULL OR f.region_code = :region)
  AND (CAST(:hazard AS text) IS NULL OR f.hazard_type_code = :hazard)
  AND (CAST(:degree AS degree) IS NULL
       OR CASE :law WHEN 'labour' THEN s.labour_degree ELSE s.safety_degree END = CAST(:degree AS degree))
  AND (CAST(:pattern AS text) IS NULL
       OR f.facility_id = ANY (ARRAY(SELECT facilities_matching(CAST(:pattern AS text), CAST(:bin_prefix AS text)))))
ORDER BY f.region_code, f.facility_id
