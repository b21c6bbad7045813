-- Harm and employees by region and month: who is counted, and over whom. Every figure of harm takes these definitions from here.

CREATE FUNCTION register_starts_on() RETURNS date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT CAST(date_trunc('month', CAST(min(occurred_on) AS timestamp)) AS date) FROM accident
$$;
COMMENT ON FUNCTION register_starts_on IS 'First month the accident register covers anywhere; null while it is empty. Before it there is no data, not zero.';

CREATE FUNCTION month_of(day date) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CAST(date_trunc('month', CAST(day AS timestamp)) AS date)
$$;
COMMENT ON FUNCTION month_of IS 'First day of a day''s month.';

CREATE FUNCTION months_between(first_day date, last_day date) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CAST((extract(year FROM last_day) - extract(year FROM first_day)) * 12
                + extract(month FROM last_day) - extract(month FROM first_day) + 1 AS integer)
$$;
COMMENT ON FUNCTION months_between IS 'Calendar months touched from first_day to last_day.';

CREATE FUNCTION register_months(day date, only_region text) RETURNS TABLE (region_code text, month date, no_row bigint)
LANGUAGE sql STABLE AS $$
    SELECT r.region_code, CAST(m AS date), CASE WHEN r.formed_on IS NULL OR month_of(r.formed_on) <= m THEN 0 END
    FROM region r
    CROSS JOIN generate_series(CAST(register_starts_on() AS timestamp), CAST((reporting_period(day)).ends_on AS timestamp), interval '1 month') m
    WHERE only_region IS NULL OR r.region_code = only_region
$$;
COMMENT ON FUNCTION register_months IS 'Every month of every region, or of one, from the accident register''s first to the last full one of a day; no_row is what no row means there: 0, or null before the region was formed.';

CREATE FUNCTION harm_by_month(day date) RETURNS TABLE (
    region_code text, month date, accident_count bigint, injured_count bigint, killed_count bigint,
    group_accident_count bigint, injured_in_group_count bigint
) LANGUAGE sql STABLE AS $$
    SELECT a.region_code, month_of(a.occurred_on), count(*), sum(a.injured_count), sum(a.killed_count),
        count(*) FILTER (WHERE a.is_group), coalesce(sum(a.injured_count) FILTER (WHERE a.is_group), 0)
    FROM accident a
    WHERE a.known_on <= day
    GROUP BY 1, 2
$$;
COMMENT ON FUNCTION harm_by_month IS 'Accidents, injured (the killed included) and killed by region and month, as known at the end of a day; no row where there was none. Rows the asker may not see are not counted.';

CREATE FUNCTION employees_last_known(day date) RETURNS TABLE (region_code text, activity_code text, month date, employee_count integer)
LANGUAGE sql STABLE AS $$
    SELECT DISTINCT ON (e.region_code, e.activity_code, e.month) e.region_code, e.activity_code, e.month, e.employee_count
    FROM employment e
    WHERE e.known_on <= day
    ORDER BY e.region_code DESC, e.activity_code DESC, e.month DESC, e.known_on DESC
$$;
COMMENT ON FUNCTION employees_last_known IS 'Hired employees by region, activity and month, as last reported by the end of a day: of two deliveries the later known counts. No row where nothing is known.';

CREATE FUNCTION employees_by_month(day date) RETURNS TABLE (region_code text, month date, employee_count bigint)
LANGUAGE sql STABLE AS $$
    SELECT e.region_code, e.month, sum(e.employee_count) FROM employees_last_known(day) e GROUP BY e.region_code, e.month
$$;
COMMENT ON FUNCTION employees_by_month IS 'The same over all activities.';

CREATE FUNCTION series_breaks() RETURNS TABLE (region_code text, other_region_code text, broke_on date) LANGUAGE sql STABLE AS $$
    WITH carved_out (daughter_code, mother_code) AS (VALUES ('10', '63'), ('33', '19'), ('62', '35'))
    SELECT o.region_code, o.other_region_code, d.formed_on
    FROM carved_out c
    JOIN region d ON d.region_code = c.daughter_code
    CROSS JOIN LATERAL (VALUES (c.daughter_code, c.mother_code), (c.mother_code, c.daughter_code)) o (region_code, other_region_code)
$$;
COMMENT ON FUNCTION series_breaks IS 'Regions formed in June 2022 and those they were carved out of: trends of both across the day are not comparable.';
