-- The last 12 calendar quarters of a facility, that of :as_of the last, oldest first: what inspections found, as known on :as_of.
-- A quarter holds inspections by inspected_on, violations by found_on, accidents by occurred_on, its first and last day included.
-- Overdue prescriptions are those overdue at the quarter's end, or on :as_of in the quarter still running, as known on that day.
-- suspended outranks what was found; not_inspected means no inspection in the quarter.
WITH quarters AS (
    SELECT CAST(first AS date) AS starts_on, CAST(first + interval '3 months' AS date) - 1 AS ends_on,
        least(CAST(first + interval '3 months' AS date) - 1, CAST(:as_of AS date)) AS seen_on
    FROM generate_series(CAST(first_day_of_12_quarters(CAST(:as_of AS date)) AS timestamp), CAST(:as_of AS timestamp),
                         interval '3 months') AS first
),
known_inspections AS (
    SELECT inspected_on, suspended_until FROM inspection
    WHERE facility_id = CAST(:facility_id AS bigint) AND known_on <= CAST(:as_of AS date)
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
),
inspected_per_quarter AS (
    SELECT starts_on, count(*) AS inspection_count FROM quarters JOIN known_inspections ON inspected_on BETWEEN starts_on AND ends_on
    GROUP BY starts_on
),
suspended_quarters AS (
    SELECT DISTINCT starts_on FROM quarters JOIN known_inspections ON inspected_on <= ends_on AND suspended_until >= starts_on
),
found_per_quarter AS (
    SELECT starts_on, count(*) FILTER (WHERE severity = 'gross') AS gross_count,
        count(*) FILTER (WHERE severity = 'significant') AS significant_count,
        count(*) FILTER (WHERE severity = 'minor') AS minor_count
    FROM quarters JOIN violation ON found_on BETWEEN starts_on AND ends_on
    WHERE facility_id = CAST(:facility_id AS bigint) AND known_on <= CAST(:as_of AS date)
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
    GROUP BY starts_on
),
harmed_per_quarter AS (
    SELECT starts_on, count(*) AS accident_count, sum(killed_count) AS killed_count
    FROM quarters JOIN accident ON occurred_on BETWEEN starts_on AND ends_on
    WHERE facility_id = CAST(:facility_id AS bigint) AND known_on <= CAST(:as_of AS date)
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
    GROUP BY starts_on
),
overdue_at_the_end AS (
    SELECT starts_on, count(*) AS overdue_count FROM quarters JOIN prescription ON is_overdue_on(due_on, fulfilment_known_on, seen_on)
    WHERE facility_id = CAST(:facility_id AS bigint) AND known_on <= seen_on
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
    GROUP BY starts_on
)
SELECT q.starts_on, q.ends_on,
    CASE WHEN s.starts_on IS NOT NULL THEN 'suspended'
         WHEN v.gross_count > 0 THEN 'gross'
         WHEN v.significant_count > 0 THEN 'significant'
         WHEN v.minor_count > 0 THEN 'minor'
         WHEN i.inspection_count > 0 THEN 'clean'
         ELSE 'not_inspected' END AS quarter_class,
    coalesce(i.inspection_count, 0) AS inspection_count,
    coalesce(v.gross_count, 0) AS gross_count,
    coalesce(v.significant_count, 0) AS significant_count,
    coalesce(v.minor_count, 0) AS minor_count,
    coalesce(h.accident_count, 0) AS accident_count,
    coalesce(h.killed_count, 0) AS killed_count,
    coalesce(o.overdue_count, 0) AS overdue_count
FROM quarters q
LEFT JOIN suspended_quarters s USING (starts_on)
LEFT JOIN inspected_per_quarter i USING (starts_on)
LEFT JOIN found_per_quarter v USING (starts_on)
LEFT JOIN harmed_per_quarter h USING (starts_on)
LEFT JOIN overdue_at_the_end o USING (starts_on)
ORDER BY q.starts_on
