-- An indicator over the asked periods, of every region the viewer may see and, region_code null, of all of them together.
-- "monthly" is the indicator's definition. A period runs from one of the first months to the last month in the same place, both included.
-- A figure is known where every month of its period is (of a state: the last one); employees are the mean of the months known.
WITH measured_as AS (
    SELECT numerator_over_months, denominator_over_months, per FROM measure WHERE indicator_code = :indicator
),
periods AS (
    SELECT period_no, first_month, last_month, months_between(first_month, last_month) AS month_count
    FROM unnest(CAST(:first_months AS date[]), CAST(:last_months AS date[])) WITH ORDINALITY AS p (first_month, last_month, period_no)
),
regions_seen AS (
    SELECT region_code FROM region WHERE CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region
),
summed_by_region AS (
    SELECT p.period_no, r.region_code, count(m.numerator) AS known_count,
        CASE d.numerator_over_months WHEN 'sum' THEN sum(m.numerator)
            ELSE sum(m.numerator) FILTER (WHERE m.month = p.last_month) END AS numerator,
        CASE d.denominator_over_months WHEN 'mean' THEN avg(m.denominator) WHEN 'sum' THEN sum(m.denominator)
            ELSE sum(m.denominator) FILTER (WHERE m.month = p.last_month) END AS denominator
    FROM measured_as d CROSS JOIN periods p CROSS JOIN regions_seen r
    LEFT JOIN monthly m ON m.region_code = r.region_code AND m.month BETWEEN p.first_month AND p.last_month
    GROUP BY p.period_no, r.region_code, d.numerator_over_months, d.denominator_over_months
),
known_months_of_the_whole AS (
    SELECT p.period_no, count(DISTINCT m.month) AS known_count
    FROM periods p LEFT JOIN monthly m ON m.month BETWEEN p.first_month AND p.last_month AND m.numerator IS NOT NULL
    GROUP BY p.period_no
),
summed_over_all AS (
    SELECT s.period_no, CAST(NULL AS text) AS region_code, max(k.known_count) AS known_count, sum(s.numerator) AS numerator,
        CASE WHEN bool_and(s.denominator IS NOT NULL OR coalesce(s.numerator, 0) = 0) THEN
            sum(s.denominator * CASE d.denominator_over_months WHEN 'mean' THEN CAST(s.known_count AS numeric) / p.month_count ELSE 1 END)
        END AS denominator
    FROM measured_as d CROSS JOIN summed_by_region s JOIN periods p USING (period_no) JOIN known_months_of_the_whole k USING (period_no)
    GROUP BY s.period_no
),
known_only AS (
    SELECT s.region_code, p.period_no, p.first_month, p.last_month, p.month_count,
        CASE WHEN is_known THEN CAST(s.numerator AS double precision) END AS numerator,
        CASE WHEN is_known THEN CAST(s.denominator AS double precision) END AS denominator
    FROM measured_as d
    CROSS JOIN (SELECT * FROM summed_by_region UNION ALL SELECT * FROM summed_over_all) s
    JOIN periods p USING (period_no)
    CROSS JOIN LATERAL (SELECT s.known_count = p.month_count OR d.numerator_over_months = 'last' AS is_known) k
)
SELECT o.region_code, CAST(o.period_no AS integer) AS period_no, o.first_month, o.last_month, o.month_count, o.numerator, o.denominator,
    measured(o.numerator, o.denominator, d.denominator_over_months, d.per) AS value,
    b.broke_on
FROM measured_as d CROSS JOIN known_only o
LEFT JOIN series_breaks() b ON b.region_code = coalesce(o.region_code, :viewer_region) AND month_of(b.broke_on) <= o.last_month
ORDER BY o.period_no, o.region_code NULLS FIRST
