-- Violations of a facility known on :as_of with the requirement broken: those not known to be fixed first, then the gravest and newest.
SELECT v.found_on, CAST(v.severity AS text) AS severity, q.article, q.text_kk, q.text_ru, q.text_en, p.number AS prescription_number,
    CASE WHEN v.fix_known_on <= CAST(:as_of AS date) THEN v.fixed_on END AS fixed_on
FROM violation v
LEFT JOIN checklist_requirement q USING (requirement_id)
LEFT JOIN prescription p ON p.facility_id = v.facility_id AND p.prescription_id = v.prescription_id
WHERE v.facility_id = CAST(:facility_id AS bigint) AND v.known_on <= CAST(:as_of AS date)
  AND (CAST(:viewer_region AS text) IS NULL OR v.region_code = :viewer_region)
ORDER BY coalesce(v.fix_known_on <= CAST(:as_of AS date), false), v.severity DESC, v.found_on DESC, v.violation_id
