-- What if a region moved to the rate of its peers: pooled over at least three other regions, so that nobody reads the figures of one.

CREATE FUNCTION harm_by_section(first_day date, last_day date, day date) RETURNS TABLE (region_code text, section_code text, injured bigint, killed bigint)
LANGUAGE sql STABLE AS $$
    SELECT a.region_code, s.section_code, sum(a.injured_count), sum(a.killed_count)
    FROM accident a JOIN sections_of_activities() s USING (activity_code)
    WHERE a.occurred_on BETWEEN first_day AND last_day AND a.known_on <= day
    GROUP BY a.region_code, s.section_code
$$;
COMMENT ON FUNCTION harm_by_section IS 'Injured (the killed included) and killed by region and section of activity from first_day to last_day, both included, as known at the end of a day.';

CREATE FUNCTION regions_of_similar_activity(asked_region text, first_day date, last_day date, day date) RETURNS TABLE (region_code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
WITH shares AS (
    SELECT e.region_code, e.section_code, e.employee_count / sum(e.employee_count) OVER (PARTITION BY e.region_code) AS share
    FROM employees_by_section(first_day, last_day, day) e
),
own AS (
    SELECT s.section_code, s.share FROM shares s WHERE s.region_code = asked_region
),
distances AS (
    SELECT r.region_code, sum(abs(coalesce(o.share, 0) - coalesce(s.share, 0))) AS distance
    FROM region r
    CROSS JOIN (SELECT DISTINCT section_code FROM shares) AS every_section
    LEFT JOIN shares s USING (region_code, section_code)
    LEFT JOIN own o USING (section_code)
    WHERE r.region_code <> asked_region AND r.region_code IN (SELECT region_code FROM shares) AND EXISTS (SELECT 1 FROM own)
    GROUP BY r.region_code
)
SELECT d.region_code FROM distances d
WHERE app_is_nationwide() OR asked_region = app_region()
ORDER BY d.distance, d.region_code LIMIT 5
$$;
COMMENT ON FUNCTION regions_of_similar_activity IS 'The five regions whose employees are spread over sections of activity most like those of a region: least sum of absolute differences of the shares. Only which they are, and only of a region the asker may see.';

CREATE FUNCTION better_half(asked_region text, first_day date, last_day date, day date) RETURNS TABLE (harm text, region_code text) LANGUAGE sql STABLE AS $$
WITH rated AS (
    SELECT h.harm, r.region_code, rank() OVER (PARTITION BY h.harm ORDER BY h.rate, r.region_code) AS place, count(*) OVER (PARTITION BY h.harm) AS regions
    FROM rates_between(CAST(first_day - interval '1 year' AS date), CAST(last_day - interval '1 year' AS date), day) r
    CROSS JOIN LATERAL (VALUES ('injured', r.injury_rate_per_1000_employees), ('killed', r.fatal_rate_per_1000_employees)) AS h (harm, rate)
    WHERE r.region_code <> asked_region AND h.rate IS NOT NULL
)
SELECT r.harm, r.region_code FROM rated r WHERE r.place <= r.regions / 2
$$;
COMMENT ON FUNCTION better_half IS 'The half of the other regions with the lower rate in the same days of the year before: chosen by another period than the one compared, so that a lucky year does not make a model.';

CREATE FUNCTION peers_between(asked_region text, first_day date, last_day date, day date) RETURNS TABLE (
    peer_group text, harm text, region_count bigint, peer_events bigint, expected double precision, variance double precision
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
WITH employed AS (
    SELECT * FROM employees_by_section(first_day, last_day, day)
),
own AS (
    SELECT e.section_code, e.employee_count, sum(e.employee_count) OVER () AS all_employees FROM employed e WHERE e.region_code = asked_region
),
harmed AS (
    SELECT e.region_code, e.section_code, e.employee_count, k.harm, k.events
    FROM employed e
    LEFT JOIN harm_by_section(first_day, last_day, day) h USING (region_code, section_code)
    CROSS JOIN LATERAL (VALUES ('injured', coalesce(h.injured, 0)), ('killed', coalesce(h.killed, 0))) AS k (harm, events)
),
members AS (
    SELECT 'similar' AS peer_group, k.harm, s.region_code
    FROM regions_of_similar_activity(asked_region, first_day, last_day, day) s CROSS JOIN (VALUES ('injured'), ('killed')) AS k (harm)
    UNION ALL
    SELECT 'better_half', b.harm, b.region_code FROM better_half(asked_region, first_day, last_day, day) b
),
as_one AS (
    SELECT m.peer_group, m.harm, count(DISTINCT m.region_code) AS regions, sum(h.events) AS events,
        (SELECT max(all_employees) FROM own) / sum(h.employee_count) AS weight
    FROM members m JOIN harmed h USING (harm, region_code)
    GROUP BY m.peer_group, m.harm
),
by_section AS (
    SELECT h.harm, h.section_code, count(DISTINCT h.region_code) AS regions, sum(h.events) AS events, sum(h.employee_count) AS employees
    FROM harmed h WHERE h.region_code <> asked_region
    GROUP BY h.harm, h.section_code
),
standardised AS (
    SELECT k.harm, min(coalesce(b.regions, 0)) AS regions, sum(b.events) AS events,
        sum(o.employee_count / b.employees * b.events) AS expected, sum((o.employee_count / b.employees) ^ 2 * b.events) AS variance
    FROM own o CROSS JOIN (VALUES ('injured'), ('killed')) AS k (harm) LEFT JOIN by_section b USING (harm, section_code)
    GROUP BY k.harm
),
pooled AS (
    SELECT a.peer_group, a.harm, a.regions, a.events, a.weight * a.events AS expected, a.weight ^ 2 * a.events AS variance FROM as_one a
    UNION ALL
    SELECT 'national', s.harm, s.regions, s.events, s.expected, s.variance FROM standardised s
)
SELECT p.peer_group, p.harm, p.regions, CAST(p.events AS bigint), CAST(p.expected AS double precision), CAST(p.variance AS double precision)
FROM pooled p
WHERE (app_is_nationwide() OR asked_region = app_region()) AND p.regions >= 3 AND p.expected IS NOT NULL AND register_starts_on() <= first_day
$$;
COMMENT ON FUNCTION peers_between IS 'Injured and killed that a region would have had at the rate of its peers from first_day to last_day: similar (five regions of similar activity) and better_half at one rate, national (the other regions) at the rate of each section of activity on the region''s own employees. Expected is a weighted sum of the peers'' events, variance the sum of squared weights times events. At least three other regions stand in each, and in each section of the national one; only for a region the asker may see.';

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['regions_of_similar_activity', 'peers_between'] LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %I FROM PUBLIC', name);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %I TO map_reader, map_writer', name);
    END LOOP;
END $$;
