-- The thousand prescriptions longest overdue on :as_of, as known then, of the region :region where one is given.
WITH overdue AS (
    SELECT p.facility_id, p.prescription_id, p.number, p.issued_on, p.due_on FROM prescription p
    WHERE p.known_on <= CAST(:as_of AS date) AND is_overdue_on(p.due_on, p.fulfilment_known_on, CAST(:as_of AS date))
      AND (CAST(:viewer_region AS text) IS NULL OR p.region_code = :viewer_region)
      AND (CAST(:region AS text) IS NULL OR p.region_code = :region)
    ORDER BY p.due_on, p.facility_id, p.prescription_id
    LIMIT 1000
)
SELECT o.facility_id, f.name_kk, f.name_ru, f.name_en, r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en,
    o.number, o.issued_on, o.due_on, CAST(:as_of AS date) - o.due_on AS days_overdue
FROM overdue o
JOIN facility f USING (facility_id)
JOIN region r ON r.region_code = f.region_code
ORDER BY o.due_on, o.facility_id, o.prescription_id
