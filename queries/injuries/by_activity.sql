-- Injured and killed by section of activity, and the hired employees of every section that has any, over the asked region, else over all
-- the viewer may see; a regional viewer's own region is always the asked one.
-- The months are the asked ones, else the reporting period of :as_of, beside the same months a year before; all days of theirs included. Facts
-- are those known by the end of :as_of. Months that are not over, or that the register does not cover, have no counts.
WITH reported_in_full AS (
    SELECT m.month
    FROM register_months(CAST(:as_of AS date), coalesce(:viewer_region, CAST(:region AS text))) m
    LEFT JOIN employees_by_month(CAST(:as_of AS date)) e USING (region_code, month)
    GROUP BY m.month HAVING bool_and(m.no_row IS NULL OR e.month IS NOT NULL)
),
employed_by_month AS (
    SELECT s.section_code, e.month, sum(e.employee_count) AS employees
    FROM employees_last_known(CAST(:as_of AS date)) e
    JOIN reported_in_full USING (month)
    JOIN sections_of_activities() s USING (activity_code)
    WHERE coalesce(:viewer_region, CAST(:region AS text)) IS NULL OR e.region_code = coalesce(:viewer_region, CAST(:region AS text))
    GROUP BY s.section_code, e.month
),
employed AS (
    SELECT e.section_code, CAST(avg(e.employees) FILTER (WHERE e.month BETWEEN p.starts_on AND p.ends_on) AS double precision) AS employee_count,
        CAST(avg(e.employees) FILTER (WHERE e.month BETWEEN p.starts_on_before AND p.ends_on_before) AS double precision) AS employee_count_before
    FROM asked_period(CAST(:as_of AS date), CAST(:first_month AS date), CAST(:last_month AS date)) p CROSS JOIN employed_by_month e
    GROUP BY e.section_code
)
SELECT h.code AS section_code, v.name_kk, v.name_ru, v.name_en, h.injured_count, h.killed_count, h.injured_count_before, h.killed_count_before,
    h.injured_share, h.killed_share, h.injured_share_before, h.killed_share_before,
    e.employee_count, e.employee_count_before,
    measured(h.injured_count, e.employee_count, 'mean', 1000) AS injury_rate_per_1000_employees,
    measured(h.killed_count, e.employee_count, 'mean', 1000) AS fatal_rate_per_1000_employees
FROM harm_broken_down('activity', ARRAY(SELECT section_code FROM employed), CAST(:as_of AS date), CAST(:first_month AS date), CAST(:last_month AS date),
                      coalesce(:viewer_region, CAST(:region AS text))) h
JOIN activity v ON v.activity_code = h.code
LEFT JOIN employed e ON e.section_code = h.code
ORDER BY h.injured_count DESC NULLS LAST, h.code
