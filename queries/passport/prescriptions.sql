-- Prescriptions of a facility known on :as_of: the longest overdue first, then those still to be fulfilled, then the fulfilled ones.
WITH known_prescriptions AS (
    SELECT *, is_overdue_on(due_on, fulfilment_known_on, CAST(:as_of AS date)) AS is_overdue,
        CASE WHEN fulfilment_known_on <= CAST(:as_of AS date) THEN fulfilled_on END AS known_fulfilled_on
    FROM prescription
    WHERE facility_id = CAST(:facility_id AS bigint) AND known_on <= CAST(:as_of AS date)
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
)
SELECT number, issued_on, due_on, known_fulfilled_on AS fulfilled_on,
    CASE WHEN is_overdue THEN 'overdue' WHEN known_fulfilled_on IS NULL THEN 'open'
         WHEN known_fulfilled_on > due_on THEN 'fulfilled_late' ELSE 'fulfilled' END AS state,
    CASE WHEN is_overdue THEN CAST(:as_of AS date) - due_on END AS days_overdue
FROM known_prescriptions
ORDER BY is_overdue DESC, known_fulfilled_on IS NOT NULL, due_on, prescription_id
