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
    trend_count bigint, trend_information double precision, trend_information_squared double precision,
    trend_score double precision, trend_score_squared double precision, steps_in_trend double precision,
    step_count bigint, step_information double precision, step_information_squared double precision,
    step_score double precision, step_score_squared double precision, chi_squared double precision, degrees_of_freedom double precision
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
WITH beside_the_country AS (
    SELECT m.region_code, m.month, m.broke_on, CAST(m.event_count AS double precision) AS y,
        m.employee_count / sum(m.employee_count) OVER same_month AS share, sum(m.event_count) OVER same_month AS of_all
    FROM harm_months(day, harm) m WHERE m.event_count IS NOT NULL AND m.employee_count IS NOT NULL
    WINDOW same_month AS (PARTITION BY m.month)
),
since_the_break AS (
    SELECT region_code, share, y, share * of_all AS e, b.months_back / 12 AS steps_back, CAST(- b.months_back AS double precision) / 12 AS t
    FROM beside_the_country
    CROSS JOIN (SELECT ends_on FROM reporting_period(day)) p
    CROSS JOIN LATERAL (SELECT months_between(month, p.ends_on) - 1 AS months_back) b
    WHERE of_all > 0 AND (broke_on IS NULL OR month >= broke_on)
),
summed_by_region AS (
    SELECT region_code, count(*) AS n, sum(y) AS y, sum(e) AS e, sum(y) / sum(e) AS ratio, sum(t * e) / sum(e) AS centre
    FROM since_the_break GROUP BY region_code HAVING count(*) >= 12
),
tilted AS (
    SELECT s.n, s.y, s.e, sum((m.t - s.centre) * m.y) AS score, nullif(sum((m.t - s.centre) ^ 2 * m.e) * s.ratio, 0) AS information
    FROM summed_by_region s JOIN since_the_break m USING (region_code)
    GROUP BY s.region_code, s.n, s.y, s.e, s.ratio
),
levels_and_trends AS (
    SELECT count(*) AS regions, sum(e) AS e, sum(e ^ 2) AS e2, sum(y) AS y, sum(y ^ 2 / e) AS y2,
        count(information) AS trends, sum(information) AS i, sum(information ^ 2) AS i2, sum(score) FILTER (WHERE information > 0) AS s,
        sum(score ^ 2 / information) AS s2, sum(information * 1.2 / (n / 12.0)) / sum(information) AS steps_in_trend
    FROM tilted
),
twelve_months AS (
    SELECT region_code, steps_back, sum(y) AS y, sum(e) AS e FROM since_the_break GROUP BY region_code, steps_back HAVING count(*) = 12
),
within_twelve_months AS (
    SELECT sum((m.y - m.e * w.y / w.e) ^ 2 / (m.e * w.y / w.e)) AS chi_squared, sum(1 - m.share) * 11 / 12 AS freedom
    FROM twelve_months w JOIN since_the_break m USING (region_code, steps_back) WHERE w.y > 0
),
stepped AS (
    SELECT a.y - (a.y + b.y) * h.share AS score, nullif((a.y + b.y) * h.share * (1 - h.share), 0) AS information
    FROM twelve_months a JOIN twelve_months b ON b.region_code = a.region_code AND b.steps_back = a.steps_back + 1
    CROSS JOIN LATERAL (SELECT a.e / (a.e + b.e) AS share) h
),
steps AS (
    SELECT count(information) AS steps, sum(information) AS i, sum(information ^ 2) AS i2, sum(score) AS s, sum(score ^ 2 / information) AS s2
    FROM stepped WHERE information > 0
)
SELECT l.regions, l.e, l.e2, l.y, l.y2, l.trends, l.i, l.i2, l.s, l.s2, l.steps_in_trend,
    p.steps, coalesce(p.i, 0), coalesce(p.i2, 0), coalesce(p.s, 0), coalesce(p.s2, 0), w.chi_squared, w.freedom
FROM levels_and_trends l CROSS JOIN steps p CROSS JOIN within_twelve_months w
WHERE l.regions >= 3
$$;
COMMENT ON FUNCTION outlook_spread IS 'Sums over the regions, since the last break of each, from which the spread of their levels, yearly trends and steps from twelve months to the next about the country is estimated, and the over-dispersion of their months: expected are a region''s events at the country''s rate of each month; score and information of trend and step; steps_in_trend the share of a step''s variance that shows as trend. No row under three regions, where a sum would tell one of them.';

CREATE FUNCTION pooled_rates(first_day date, last_day date, day date, harm text) RETURNS TABLE (
    national_events bigint, national_employees double precision, region_count bigint,
    events double precision, employees double precision, employees_squared double precision, events_squared double precision
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
WITH rated AS (
    SELECT r.region_code, CASE harm WHEN 'killed' THEN r.killed_count WHEN 'injured' THEN r.injured_count END AS y, r.employee_count AS e
    FROM rates_of_periods(ARRAY[first_day], ARRAY[last_day], day) r
)
SELECT max(y) FILTER (WHERE region_code IS NULL), max(e) FILTER (WHERE region_code IS NULL), count(region_code),
    sum(y) FILTER (WHERE region_code IS NOT NULL), sum(e) FILTER (WHERE region_code IS NOT NULL),
    sum(e ^ 2) FILTER (WHERE region_code IS NOT NULL), sum(y ^ 2 / e) FILTER (WHERE region_code IS NOT NULL)
FROM rated WHERE e > 0
HAVING count(region_code) >= 3
$$;
COMMENT ON FUNCTION pooled_rates IS 'Events and mean employees of the whole country in a period, and sums over the regions known in all of it from which the spread between them is estimated: their events, mean employees, squares of these, and events squared over employees. No row under three regions.';
