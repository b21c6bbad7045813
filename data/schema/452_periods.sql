-- How months become a period: one definition for every indicator, and the rates of harm that stand on it.

CREATE TYPE month_value AS (region_code text, month date, numerator double precision, denominator double precision);

CREATE FUNCTION over_months(months month_value[], first_month date, last_month date, numerator_over text, denominator_over text)
RETURNS TABLE (region_code text, numerator double precision, denominator double precision) LANGUAGE sql STABLE AS $$
WITH asked AS (
    SELECT m.region_code, m.month, m.numerator, m.denominator
    FROM unnest(months) m WHERE m.month BETWEEN first_month AND last_month
),
summed_by_region AS (
    SELECT a.region_code, count(a.numerator) AS known_count,
        CASE numerator_over WHEN 'sum' THEN sum(a.numerator) ELSE sum(a.numerator) FILTER (WHERE a.month = last_month) END AS numerator,
        CASE denominator_over WHEN 'mean' THEN avg(a.denominator) WHEN 'sum' THEN sum(a.denominator)
            ELSE sum(a.denominator) FILTER (WHERE a.month = last_month) END AS denominator
    FROM asked a GROUP BY a.region_code
),
summed_over_all AS (
    SELECT (SELECT count(DISTINCT a.month) FILTER (WHERE a.numerator IS NOT NULL) FROM asked a) AS known_count, sum(s.numerator) AS numerator,
        CASE WHEN bool_and(s.denominator IS NOT NULL OR coalesce(s.numerator, 0) = 0) THEN
            sum(s.denominator * CASE denominator_over WHEN 'mean' THEN s.known_count / CAST(months_between(first_month, last_month) AS double precision)
                                ELSE 1 END)
        END AS denominator
    FROM summed_by_region s
),
both_kinds AS (
    SELECT s.region_code, s.known_count, s.numerator, s.denominator FROM summed_by_region s
    UNION ALL SELECT NULL, s.known_count, s.numerator, s.denominator FROM summed_over_all s
)
SELECT b.region_code, b.numerator, b.denominator
FROM both_kinds b WHERE numerator_over = 'last' OR b.known_count = months_between(first_month, last_month)
$$;
COMMENT ON FUNCTION over_months IS 'Months from first_month to last_month, both included, summed by region and, region null, over all of them. Summing is sum, last (the state of the last month) or, of denominators, mean (of the months known). A row only where every month is known (of a state: the last); the whole weighs a region by the months it existed, and has no denominator where a region with events has none.';

CREATE FUNCTION measured(numerator double precision, denominator double precision, denominator_over text, per integer)
RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN denominator_over IS NULL THEN numerator
        WHEN denominator_over = 'mean' OR denominator >= 5 THEN numerator * per / nullif(denominator, 0) END
$$;
COMMENT ON FUNCTION measured IS 'Value of an indicator; null without a denominator, and where the denominator counts fewer than five events.';

CREATE FUNCTION asked_period(day date, first_month date, last_month date, OUT starts_on date, OUT ends_on date, OUT starts_on_before date, OUT ends_on_before date)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    WITH asked AS (
        SELECT coalesce(month_of(first_month), r.starts_on) AS starts_on, coalesce(month_of(last_month), month_of(r.ends_on)) AS ends_in
        FROM reporting_period(day) r
    ),
    with_whole_years_back AS (
        SELECT a.starts_on, a.ends_in, make_interval(years => (months_between(a.starts_on, a.ends_in) + 11) / 12) AS back FROM asked a
    )
    SELECT starts_on, CAST(ends_in + interval '1 month' - interval '1 day' AS date), CAST(starts_on - back AS date),
        CAST(ends_in - back + interval '1 month' - interval '1 day' AS date)
    FROM with_whole_years_back
$$;
COMMENT ON FUNCTION asked_period IS 'The asked months, else those of reporting_period, and the same months a year before; of a period longer than a year as many years before as keep the two apart. All four days are included days.';

CREATE FUNCTION rates_of_periods(first_days date[], last_days date[], day date) RETURNS TABLE (
    first_day date, last_day date, region_code text, accident_count bigint, injured_count bigint, killed_count bigint, employee_count double precision,
    injury_rate_per_1000_employees double precision, fatal_rate_per_1000_employees double precision
) LANGUAGE sql STABLE AS $$
WITH monthly AS MATERIALIZED (
    SELECT array_agg(CAST((m.region_code, m.month, coalesce(h.accident_count, m.no_row), NULL) AS month_value)) AS accidents,
        array_agg(CAST((m.region_code, m.month, coalesce(h.injured_count, m.no_row), e.employee_count) AS month_value)) AS injured,
        array_agg(CAST((m.region_code, m.month, coalesce(h.killed_count, m.no_row), e.employee_count) AS month_value)) AS killed
    FROM register_months(day, NULL) m
    LEFT JOIN harm_by_month(day) h USING (region_code, month)
    LEFT JOIN employees_by_month(day) e USING (region_code, month)
),
whole_months AS (
    SELECT first_day, last_day, month_of(last_day) AS last_month FROM unnest(first_days, last_days) p (first_day, last_day)
    WHERE first_day = month_of(first_day) AND last_day + 1 = month_of(last_day + 1)
)
SELECT p.first_day, p.last_day, i.region_code, CAST(a.numerator AS bigint), CAST(i.numerator AS bigint), CAST(k.numerator AS bigint), i.denominator,
    measured(i.numerator, i.denominator, 'mean', 1000), measured(k.numerator, k.denominator, 'mean', 1000)
FROM whole_months p CROSS JOIN monthly m
CROSS JOIN LATERAL over_months(m.injured, p.first_day, p.last_month, 'sum', 'mean') i
JOIN LATERAL over_months(m.killed, p.first_day, p.last_month, 'sum', 'mean') k ON k.region_code IS NOT DISTINCT FROM i.region_code
JOIN LATERAL over_months(m.accidents, p.first_day, p.last_month, 'sum', NULL) a ON a.region_code IS NOT DISTINCT FROM i.region_code
$$;
COMMENT ON FUNCTION rates_of_periods IS 'Accidents, injured, killed, mean employees and frequency coefficients of periods of full months (not of a year), by region and, region null, of all: the numbers of the indicators, several at once. No row of what is not known, nor of a period that does not begin and end with a month. Rows the asker may not see are not counted.';

CREATE FUNCTION rates_between(first_day date, last_day date, day date) RETURNS TABLE (
    region_code text, accident_count bigint, injured_count bigint, killed_count bigint, employee_count double precision,
    injury_rate_per_1000_employees double precision, fatal_rate_per_1000_employees double precision
) LANGUAGE sql STABLE AS $$
    SELECT r.region_code, r.accident_count, r.injured_count, r.killed_count, r.employee_count,
        r.injury_rate_per_1000_employees, r.fatal_rate_per_1000_employees
    FROM rates_of_periods(ARRAY[first_day], ARRAY[last_day], day) r WHERE r.region_code IS NOT NULL
$$;
COMMENT ON FUNCTION rates_between IS 'The same of one period and every region.';

CREATE FUNCTION rates_over(first_day date, last_day date, day date, place text) RETURNS TABLE (
    accident_count bigint, injured_count bigint, killed_count bigint, employee_count double precision,
    injury_rate_per_1000_employees double precision, fatal_rate_per_1000_employees double precision
) LANGUAGE sql STABLE AS $$
    SELECT r.accident_count, r.injured_count, r.killed_count, r.employee_count, r.injury_rate_per_1000_employees, r.fatal_rate_per_1000_employees
    FROM rates_of_periods(ARRAY[first_day], ARRAY[last_day], day) r WHERE r.region_code IS NOT DISTINCT FROM place
$$;
COMMENT ON FUNCTION rates_over IS 'The same of one period and one region, or of all together where place is null.';

CREATE FUNCTION register_covers(first_day date, place text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(register_starts_on() <= first_day, false)
        AND NOT EXISTS (SELECT FROM region r WHERE r.region_code = place AND month_of(r.formed_on) > first_day)
$$;
COMMENT ON FUNCTION register_covers IS 'The accident register reaches back to a day, and the place (null: the country) existed in its month.';
