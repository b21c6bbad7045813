-- The ten facilities to look at first, of those of high degree under either law at the last scoring on or before :as_of, by what was
-- known then: high under both laws first, then by gross violations not known to be fixed, overdue prescriptions, fatal accidents of the
-- three years before, and people working there.
WITH last_run AS (
    SELECT max(scored_on) AS scored_on FROM risk_run WHERE scored_on <= CAST(:as_of AS date)
),
ranked_without_people AS (
    SELECT s.facility_id, scored_on, s.safety_degree = 'high' AS is_high_safety, s.labour_degree = 'high' AS is_high_labour,
        s.gross_open_count, s.overdue_prescription_count, s.fatal_accident_count
    FROM risk_score s, last_run
    WHERE s.valid_from <= scored_on AND s.valid_to > scored_on AND (s.safety_degree = 'high' OR s.labour_degree = 'high')
      AND (CAST(:viewer_region AS text) IS NULL OR s.region_code = :viewer_region)
    ORDER BY least(s.safety_degree, s.labour_degree) = 'high' DESC, s.gross_open_count DESC, s.overdue_prescription_count DESC,
        s.fatal_accident_count DESC
    FETCH FIRST 10 ROWS WITH TIES
),
longest_overdue AS (
    SELECT p.facility_id, max(scored_on - p.due_on) AS longest_overdue_days FROM prescription p JOIN ranked_without_people r USING (facility_id)
    WHERE p.known_on <= scored_on AND is_overdue_on(p.due_on, p.fulfilment_known_on, scored_on)
    GROUP BY p.facility_id
)
SELECT f.facility_id, f.name_kk, f.name_ru, f.name_en, h.name_kk AS hazard_kk, h.name_ru AS hazard_ru, h.name_en AS hazard_en,
    g.name_kk AS region_kk, g.name_ru AS region_ru, g.name_en AS region_en, r.scored_on,
    r.is_high_safety, r.is_high_labour, r.gross_open_count AS gross_count, r.overdue_prescription_count AS overdue_count,
    o.longest_overdue_days, r.fatal_accident_count AS fatal_count, f.employee_count
FROM ranked_without_people r
JOIN facility f USING (facility_id)
JOIN hazard_type h USING (hazard_type_code)
JOIN region g ON g.region_code = f.region_code
LEFT JOIN longest_overdue o USING (facility_id)
ORDER BY (r.is_high_safety AND r.is_high_labour) DESC, r.gross_open_count DESC, r.overdue_prescription_count DESC, r.fatal_accident_count DESC,
    f.employee_count DESC NULLS LAST, f.facility_id
LIMIT 10
