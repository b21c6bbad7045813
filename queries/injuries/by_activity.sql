-- Injured and killed by section of activity, and the hired employees of every section that has any, over the asked region, else over all
-- the viewer may see; a regional viewer's own region is always the asked one.
-- The months are the asked ones, else the reporting period of :as_of, beside the same months a year before; all days of theirs included. Facts
-- are those known by the end of :as_of. Months that are not over, or that the register does not cover, have no counts.
WITH period AS (
    SELECT register_covers(p.starts_on, place) AND p.ends_on <= (reporting_period(CAST(:as_of AS date))).ends_on AS has_now,
        register_covers(p.starts_on_before, place) AS has_before
    FROM asked_period(CAST(:as_of AS date), CAST(:first_month AS date), CAST(:last_month AS date)) p,
        (SELECT coalesce(:viewer_region, CAST(:region AS text)) AS place) AS asked
),
counted AS (
    SELECT s.section_code,
        coalesce(sum(a.injured_count) FILTER (WHERE a.is_now), 0) AS injured, coalesce(sum(a.killed_count) FILTER (WHERE a.is_now), 0) AS killed,
        coalesce(sum(a.injured_count) FILTER (WHERE NOT a.is_now), 0) AS injured_before,
        coalesce(sum(a.killed_count) FILTER (WHERE NOT a.is_now), 0) AS killed_before
    FROM accidents_compared(CAST(:as_of AS date), CAST(:first_month AS date), CAST(:last_month AS date),
                            coalesce(:viewer_region, CAST(:region AS text))) a
    JOIN sections_of_activities() s USING (activity_code)
    GROUP BY s.section_code
),
reported_in_full AS (
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
),
known_only AS (
    SELECT section_code, e.employee_count, e.employee_count_before,
        CASE WHEN p.has_now THEN coalesce(c.injured, 0) END AS injured_count, CASE WHEN p.has_now THEN coalesce(c.killed, 0) END AS killed_count,
        CASE WHEN p.has_before THEN coalesce(c.injured_before, 0) END AS injured_count_before,
        CASE WHEN p.has_before THEN coalesce(c.killed_before, 0) END AS killed_count_before
    FROM period p CROSS JOIN (counted c FULL JOIN employed e USING (section_code))
)
SELECT k.section_code, v.name_kk, v.name_ru, v.name_en, k.injured_count, k.killed_count, k.injured_count_before, k.killed_count_before,
    share_of(k.injured_count, sum(k.injured_count) OVER everything) AS injured_share,
    share_of(k.killed_count, sum(k.killed_count) OVER everything) AS killed_share,
    share_of(k.injured_count_before, sum(k.injured_count_before) OVER everything) AS injured_share_before,
    share_of(k.killed_count_before, sum(k.killed_count_before) OVER everything) AS killed_share_before,
    k.employee_count, k.employee_count_before,
    measured(k.injured_count, k.employee_count, 'mean', 1000) AS injury_rate_per_1000_employees,
    measured(k.killed_count, k.employee_count, 'mean', 1000) AS fatal_rate_per_1000_employees
FROM known_only k JOIN activity v ON v.activity_code = k.section_code
WINDOW everything AS ()
ORDER BY k.injured_count DESC NULLS LAST, k.section_code
