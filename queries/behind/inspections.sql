-- The inspections of the asked months, else the reporting period, all their days included, with the violations each found, as known on :as_of,
-- newest first: a page of them, and the sums over all.
WITH days AS (
    SELECT starts_on, ends_on FROM asked_period(CAST(:as_of AS date), CAST(:first_month AS date), CAST(:last_month AS date))
),
passing AS (
    SELECT i.facility_id, i.inspection_id, i.region_code, i.inspected_on, i.kind_code, i.body_code, i.inspector_days
    FROM days d JOIN inspection i ON i.inspected_on BETWEEN d.starts_on AND d.ends_on
    WHERE i.known_on <= CAST(:as_of AS date)
      AND (coalesce(:viewer_region, CAST(:region AS text)) IS NULL OR i.region_code = coalesce(:viewer_region, CAST(:region AS text)))
),
found AS (
    SELECT p.facility_id, p.inspection_id, count(*) AS violations, count(*) FILTER (WHERE v.severity = 'gross') AS gross
    FROM passing p JOIN violation v USING (facility_id, inspection_id)
    WHERE v.known_on <= CAST(:as_of AS date)
    GROUP BY p.facility_id, p.inspection_id
),
summed AS (
    SELECT count(*) AS inspection_total, sum(p.inspector_days) AS day_total, (SELECT coalesce(sum(v.violations), 0) FROM found v) AS violation_total
    FROM passing p
),
on_the_page AS (
    SELECT p.* FROM passing p ORDER BY p.inspected_on DESC, p.inspection_id DESC LIMIT :page_size OFFSET :page_size * (CAST(:page AS integer) - 1)
)
SELECT p.facility_id, f.name_kk AS facility_kk, f.name_ru AS facility_ru, f.name_en AS facility_en, p.region_code, r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en,
    p.inspected_on, p.kind_code, b.short_kk AS body_kk, b.short_ru AS body_ru, b.short_en AS body_en,
    CAST(p.inspector_days AS double precision) AS inspector_days,
    coalesce(v.violations, 0) AS violation_count, coalesce(v.gross, 0) AS gross_count,
    s.inspection_total, CAST(s.day_total AS double precision) AS day_total, CAST(s.violation_total AS bigint) AS violation_total
FROM on_the_page p
CROSS JOIN summed s
JOIN facility f USING (facility_id)
JOIN region r ON r.region_code = p.region_code
JOIN body b ON b.body_code = p.body_code
LEFT JOIN found v ON v.facility_id = p.facility_id AND v.inspection_id = p.inspection_id
ORDER BY p.inspected_on DESC, p.inspection_id DESC
