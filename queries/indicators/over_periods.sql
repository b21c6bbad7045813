-- An indicator over the asked periods, of every region the viewer may see and, region_code null, of all of them together.
-- "monthly" is the indicator's definition. A period runs from one of the first months to the last month in the same place, both included.
WITH measured_as AS (
    SELECT numerator_over_months, denominator_over_months, per FROM measure WHERE indicator_code = :indicator
),
periods AS (
    SELECT period_no, first_month, last_month
    FROM unnest(CAST(:first_months AS date[]), CAST(:last_months AS date[])) WITH ORDINALITY AS p (first_month, last_month, period_no)
),
gathered AS MATERIALIZED (
    SELECT array_agg(CAST((m.region_code, m.month, m.numerator, m.denominator) AS month_value)) AS months FROM monthly m
),
summed AS (
    SELECT p.period_no, s.region_code, s.numerator, s.denominator,
        measured(s.numerator, s.denominator, d.denominator_over_months, d.per) AS value
    FROM measured_as d CROSS JOIN gathered g CROSS JOIN periods p
    CROSS JOIN LATERAL over_months(g.months, p.first_month, p.last_month, d.numerator_over_months, d.denominator_over_months) s
),
places AS (
    SELECT region_code FROM region WHERE CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region
    UNION ALL SELECT NULL
)
SELECT r.region_code, CAST(p.period_no AS integer) AS period_no, p.first_month, p.last_month,
    months_between(p.first_month, p.last_month) AS month_count, s.numerator, s.denominator, s.value, b.broke_on
FROM periods p CROSS JOIN places r
LEFT JOIN summed s ON s.period_no = p.period_no AND s.region_code IS NOT DISTINCT FROM r.region_code
LEFT JOIN series_breaks() b ON b.region_code = coalesce(r.region_code, :viewer_region) AND month_of(b.broke_on) <= p.last_month
ORDER BY p.period_no, r.region_code NULLS FIRST
