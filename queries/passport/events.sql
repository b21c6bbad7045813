-- What happened at a facility in the three years up to :as_of, as known then: inspections with the worst violation they found, accidents,
-- and prescriptions from their issue until they were fulfilled, or until :as_of.
WITH found AS (
    SELECT i.inspection_id, i.inspected_on, max(v.severity) AS worst, count(v.violation_id) AS violations
    FROM inspection i
    LEFT JOIN violation v ON v.facility_id = i.facility_id AND v.inspection_id = i.inspection_id AND v.known_on <= CAST(:as_of AS date)
    WHERE i.facility_id = CAST(:facility_id AS bigint) AND i.known_on <= CAST(:as_of AS date)
      AND (CAST(:viewer_region AS text) IS NULL OR i.region_code = :viewer_region)
    GROUP BY i.inspection_id, i.inspected_on
),
happened AS (
    SELECT 'inspection' AS kind, inspected_on AS starts_on, inspected_on AS ends_on, coalesce(CAST(worst AS text), 'clean') AS state,
        violations AS counted
    FROM found
    UNION ALL
    SELECT 'accident', a.occurred_on, a.occurred_on, CASE WHEN a.killed_count > 0 THEN 'killed' ELSE 'injured' END, a.injured_count
    FROM accident a
    WHERE a.facility_id = CAST(:facility_id AS bigint) AND a.known_on <= CAST(:as_of AS date)
      AND (CAST(:viewer_region AS text) IS NULL OR a.region_code = :viewer_region)
    UNION ALL
    SELECT 'prescription', p.issued_on,
        CASE WHEN p.fulfilment_known_on <= CAST(:as_of AS date) THEN p.fulfilled_on ELSE CAST(:as_of AS date) END,
        CASE WHEN is_overdue_on(p.due_on, p.fulfilment_known_on, CAST(:as_of AS date)) THEN 'overdue'
             WHEN p.fulfilment_known_on <= CAST(:as_of AS date) AND p.fulfilled_on > p.due_on THEN 'fulfilled_late'
             WHEN p.fulfilment_known_on <= CAST(:as_of AS date) THEN 'fulfilled' ELSE 'open' END, 1
    FROM prescription p
    WHERE p.facility_id = CAST(:facility_id AS bigint) AND p.known_on <= CAST(:as_of AS date)
      AND (CAST(:viewer_region AS text) IS NULL OR p.region_code = :viewer_region)
)
SELECT kind, starts_on, ends_on, state, counted
FROM happened
WHERE ends_on > CAST(:as_of AS date) - interval '3 years'
ORDER BY starts_on, kind, ends_on, state
