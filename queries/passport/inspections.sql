-- Inspections of a facility known on :as_of with what they found, newest first.
WITH known_inspections AS (
    SELECT * FROM inspection
    WHERE facility_id = CAST(:facility_id AS bigint) AND known_on <= CAST(:as_of AS date)
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
),
counted_violations AS (
    SELECT inspection_id, count(*) FILTER (WHERE severity = 'gross') AS gross_count,
        count(*) FILTER (WHERE severity = 'significant') AS significant_count, count(*) FILTER (WHERE severity = 'minor') AS minor_count
    FROM violation
    WHERE facility_id = CAST(:facility_id AS bigint) AND known_on <= CAST(:as_of AS date)
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
    GROUP BY inspection_id
)
SELECT i.inspected_on, i.kind_code, b.short_kk AS body_kk, b.short_ru AS body_ru, b.short_en AS body_en,
    coalesce(v.gross_count, 0) AS gross_count, coalesce(v.significant_count, 0) AS significant_count,
    coalesce(v.minor_count, 0) AS minor_count, CAST(i.inspector_days AS double precision) AS inspector_days, i.suspended_until
FROM known_inspections i
JOIN body b USING (body_code)
LEFT JOIN counted_violations v USING (inspection_id)
ORDER BY i.inspected_on DESC, i.inspection_id DESC
