-- Injury rates: who is counted, over whom and in which days. Every question about harm takes these definitions from here.

CREATE FUNCTION register_starts_on() RETURNS date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT CAST(date_trunc('month', CAST(min(occurred_on) AS timestamp)) AS date) FROM accident
$$;
COMMENT ON FUNCTION register_starts_on IS 'First month the accident register covers anywhere; null while it is empty. Before it there is no data, not zero.';

CREATE FUNCTION harm_between(first_day date, last_day date, day date)
RETURNS TABLE (region_code text, accident_count bigint, injured_count bigint, killed_count bigint)
LANGUAGE sql STABLE AS $$
WITH known_by_the_day AS (
    SELECT a.region_code, count(*) AS accidents, sum(a.injured_count) AS injured, sum(a.killed_count) AS killed
    FROM accident a
    WHERE a.occurred_on BETWEEN first_day AND last_day AND a.known_on <= day
    GROUP BY a.region_code
),
coverage AS (
    SELECT CASE WHEN register_starts_on() <= first_day THEN 0 END AS none
)
SELECT r.region_code, coalesce(k.accidents, 0) + c.none, coalesce(k.injured, 0) + c.none, coalesce(k.killed, 0) + c.none
FROM region r CROSS JOIN coverage c LEFT JOIN known_by_the_day k USING (region_code)
$$;
COMMENT ON FUNCTION harm_between IS 'Accidents, injured (the killed included) and killed of every region from first_day to last_day, both included, as known at the end of a day; null where the register does not reach back to first_day. Rows the asker may not see are not counted.';

CREATE FUNCTION employees_between(first_day date, last_day date, day date)
RETURNS TABLE (region_code text, employee_count double precision) LANGUAGE sql STABLE AS $$
WITH summed_by_month AS (
    SELECT e.region_code, e.month, sum(e.employee_count) AS employees
    FROM employment e
    WHERE e.month BETWEEN first_day AND last_day AND e.known_on <= day
    GROUP BY e.region_code, e.month
)
SELECT s.region_code, CAST(avg(s.employees) AS double precision) FROM summed_by_month s GROUP BY s.region_code
$$;
COMMENT ON FUNCTION employees_between IS 'Mean monthly hired employees of a region, over the months that begin from first_day to last_day and are known at the end of a day. No row where no month is known.';

CREATE FUNCTION rate_per_1000(events bigint, employees double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT events * 1000 / nullif(employees, 0)
$$;
COMMENT ON FUNCTION rate_per_1000 IS 'Frequency coefficient: injured, or killed, per 1,000 hired employees; null without employees.';

CREATE FUNCTION rates_between(first_day date, last_day date, day date) RETURNS TABLE (
    region_code text, accident_count bigint, injured_count bigint, killed_count bigint, employee_count double precision,
    injury_rate_per_1000_employees double precision, fatal_rate_per_1000_employees double precision
) LANGUAGE sql STABLE AS $$
    SELECT region_code, h.accident_count, h.injured_count, h.killed_count, e.employee_count,
        rate_per_1000(h.injured_count, e.employee_count), rate_per_1000(h.killed_count, e.employee_count)
    FROM harm_between(first_day, last_day, day) h LEFT JOIN employees_between(first_day, last_day, day) e USING (region_code)
$$;
COMMENT ON FUNCTION rates_between IS 'Counts, mean employees and frequency coefficients of the period itself (not of a year) of every region.';

CREATE FUNCTION rates_over(first_day date, last_day date, day date, only_region text) RETURNS TABLE (
    accident_count bigint, injured_count bigint, killed_count bigint, employee_count double precision,
    injury_rate_per_1000_employees double precision, fatal_rate_per_1000_employees double precision
) LANGUAGE sql STABLE AS $$
WITH summed AS (
    SELECT CAST(sum(r.accident_count) AS bigint) AS accidents, CAST(sum(r.injured_count) AS bigint) AS injured,
        CAST(sum(r.killed_count) AS bigint) AS killed,
        CASE WHEN bool_and(r.employee_count IS NOT NULL OR r.injured_count = 0) THEN sum(r.employee_count) END AS employees
    FROM rates_between(first_day, last_day, day) r
    WHERE only_region IS NULL OR r.region_code = only_region
)
SELECT accidents, injured, killed, employees, rate_per_1000(injured, employees), rate_per_1000(killed, employees) FROM summed
$$;
COMMENT ON FUNCTION rates_over IS 'The same over one region, or over all where only_region is null; without a denominator where a region with injured has none.';

CREATE FUNCTION months_between(first_day date, last_day date) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CAST((extract(year FROM last_day) - extract(year FROM first_day)) * 12
                + extract(month FROM last_day) - extract(month FROM first_day) + 1 AS integer)
$$;
COMMENT ON FUNCTION months_between IS 'Calendar months touched from first_day to last_day.';

CREATE FUNCTION series_breaks() RETURNS TABLE (region_code text, other_region_code text, broke_on date) LANGUAGE sql STABLE AS $$
    WITH carved_out (daughter_code, mother_code) AS (VALUES ('10', '63'), ('33', '19'), ('62', '35'))
    SELECT o.region_code, o.other_region_code, d.formed_on
    FROM carved_out c
    JOIN region d ON d.region_code = c.daughter_code
    CROSS JOIN LATERAL (VALUES (c.daughter_code, c.mother_code), (c.mother_code, c.daughter_code)) o (region_code, other_region_code)
$$;
COMMENT ON FUNCTION series_breaks IS 'Regions formed in June 2022 and those they were carved out of: trends of both across the day are not comparable.';

CREATE FUNCTION scaled_to_a_year(rate double precision, first_day date, last_day date) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT rate * 12 / months_between(first_day, last_day)
$$;
COMMENT ON FUNCTION scaled_to_a_year IS 'What a rate of some months comes to at the same pace in 12: the form in which yearly targets are held against it.';

CREATE FUNCTION relative_change(now double precision, before double precision, base_count bigint) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN base_count >= 5 THEN now / before - 1 END
$$;
COMMENT ON FUNCTION relative_change IS 'Change as a share of what was before; null where what was before stands on fewer than five events.';

CREATE FUNCTION share_of(part numeric, whole numeric) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CAST(CASE WHEN whole >= 5 THEN part / whole END AS double precision)
$$;
COMMENT ON FUNCTION share_of IS 'Part of a whole, 0 to 1; null where the whole is fewer than five events.';
