-- What a forecast rests on: events and employees by region and month, and what is pooled over the regions.
-- The pooled functions run as the owner so that every viewer's forecast rests on the same country; they return
-- sums over all regions and a spread between them, never the figure of one region.

CREATE FUNCTION harm_months(day date, harm text)
RETURNS TABLE (region_code text, month date, event_count bigint, employee_count double precision, broke_on date) LANGUAGE sql STABLE AS $$
SELECT r.region_code, r.month,
    coalesce(CASE harm WHEN 'killed' THEN h.killed_count WHEN 'injured' THEN h.injured_count END, r.no_row),
    CAST(nullif(e.employee_count, 0) AS double precision), b.broke_on
FROM register_months(day, NULL) r
LEFT JOIN harm_by_month(day) h USING (region_code, month)
LEFT JOIN employees_by_month(day) e USING (region_code, month)
LEFT JOIN series_breaks() b ON b.region_code = r.region_code AND b.broke_on <= (reporting_period(day)).ends_on
$$;
COMMENT ON FUNCTION harm_months IS 'Injured (the killed included) or killed of every month since the register began and hired employees of that month, by region, as known at the end of a day; null where not known. Leave out the regions whose rows the asker may not see: they seem to have none. broke_on: day the region was formed or lost a part, by then.';

CREATE FUNCTION national_months(day date, harm text) RETURNS TABLE (month date, event_count bigint, employee_count double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT m.month, CAST(sum(m.event_count) AS bigint), sum(m.employee_count)
    FROM harm_months(day, harm) m WHERE m.event_count IS NOT NULL AND m.employee_count IS NOT NULL GROUP BY m.month
$$;
COMMENT ON FUNCTION national_months IS 'Events and employees of the whole country by month, the same for every asker, over the regions whose employees of the month are known.';

CREATE FUNCTION outlook_spread(day date, harm text) RETURNS TABLE (
    region_count bigint, expected double precision, expected_squared double precision, events double precision, events_squared double precision,
    trend_count bigint, information double precision, information_squared double precision, score double precision, score_squared double precision,
    chi_squared double precision, degrees_of_freedom bigint
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
WITH beside_the_country AS (
    SELECT m.region_code, m.month, m.broke_on, m.event_count AS y, (m.month - date '2000-01-01') / 365.25 AS t,
        m.employee_count * sum(m.event_count) OVER same_month / sum(m.employee_count) OVER same_month AS e
    FROM harm_months(day, harm) m WHERE m.event_count IS NOT NULL AND m.employee_count IS NOT NULL
    WINDOW same_month AS (PARTITION BY m.month)
),
since_the_break AS (
    SELECT region_code, y, e, CAST(t AS double precision) AS t FROM beside_the_country WHERE e > 0 AND (broke_on IS NULL OR month >= broke_on)
),
summed_by_region AS (
    SELECT region_code, count(*) AS n, sum(y) AS y, sum(e) AS e, sum(y) / sum(e) AS ratio, sum(t * e) / sum(e) AS centre
    FROM since_the_break GROUP BY region_code HAVING count(*) >= 12
),
scored_by_region AS (
    SELECT s.region_code, s.n, s.y, s.e, sum((m.t - s.centre) * m.y) AS score, sum((m.t - s.centre) ^ 2 * m.e) * s.ratio AS information,
        sum((m.y - m.e * s.ratio) ^ 2 / (m.e * nullif(s.ratio, 0))) AS chi
    FROM summed_by_region s JOIN since_the_break m USING (region_code)
    GROUP BY s.region_code, s.n, s.y, s.e, s.ratio
)
SELECT count(*), sum(e), sum(e ^ 2), CAST(sum(y) AS double precision), sum(y ^ 2 / e),
    count(*) FILTER (WHERE y > 0), sum(information), sum(information ^ 2), sum(score), sum(score ^ 2 / nullif(information, 0)),
    sum(chi - score ^ 2 / nullif(information, 0)), CAST(sum(n - 2) FILTER (WHERE y > 0) AS bigint)
FROM scored_by_region
HAVING count(*) >= 3
$$;
COMMENT ON FUNCTION outlook_spread IS 'Sums over the regions from which the spread of their levels and trends about the country and the over-dispersion of their months are estimated, since the last break of each: expected are a region''s events at the country''s rate of each month; score and information of its own yearly trend. No row under three regions, where a sum would tell one of them.';

CREATE FUNCTION harm_of_period(first_day date, last_day date, day date, harm text)
RETURNS TABLE (region_code text, event_count bigint, employee_count double precision) LANGUAGE sql STABLE AS $$
    SELECT m.region_code, CASE WHEN count(m.event_count) = months_between(first_day, last_day) THEN CAST(sum(m.event_count) AS bigint) END,
        avg(m.employee_count)
    FROM harm_months(day, harm) m WHERE m.month BETWEEN first_day AND last_day GROUP BY m.region_code
$$;
COMMENT ON FUNCTION harm_of_period IS 'The same over a period of whole months, both days included: events where every month is known, and the mean employees of the months known.';

CREATE FUNCTION pooled_rates(first_day date, last_day date, day date, harm text) RETURNS TABLE (
    region_count bigint, events double precision, employees double precision, employees_squared double precision, events_squared double precision
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT count(*), CAST(sum(event_count) AS double precision), sum(employee_count), sum(employee_count ^ 2), sum(event_count ^ 2 / employee_count)
    FROM harm_of_period(first_day, last_day, day, harm)
    WHERE event_count IS NOT NULL AND employee_count IS NOT NULL
    HAVING count(*) >= 3
$$;
COMMENT ON FUNCTION pooled_rates IS 'Sums over the regions of a period known everywhere in it, from which the mean rate of the country and the spread between regions are estimated: events, mean employees, their squares, and events squared over employees. No row under three regions.';
