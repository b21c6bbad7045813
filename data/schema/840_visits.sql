-- Where an inspector should go next: what a visit to each facility is worth, what it takes, and whether the law allows it yet.

CREATE FUNCTION law_of_inspector(inspecting_body text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN inspecting_body = 'slic' OR inspecting_body LIKE 'labour\_inspectorate\_%' THEN 'labour' ELSE 'industrial_safety' END
$$;
COMMENT ON FUNCTION law_of_inspector IS 'Law under which a body inspects: labour for the State Labour Inspection and its departments, industrial safety for the others.';

CREATE FUNCTION years_between_visits_on(day date, law text) RETURNS TABLE (degree degree, years integer) LANGUAGE sql STABLE ROWS 5 AS $$
WITH named_by_the_rule AS (
    SELECT key, CAST(value AS integer) AS years FROM jsonb_each_text((rule_on(law, day)).constants -> 'years_between_visits')
)
SELECT d, coalesce((SELECT years FROM named_by_the_rule WHERE key = CAST(d AS text)), (SELECT max(years) FROM named_by_the_rule))
FROM unnest(enum_range(CAST(NULL AS degree))) AS d
$$;
COMMENT ON FUNCTION years_between_visits_on IS 'Years a law in force on a day wants between planned visits, by degree. A degree the rule does not name waits as long as the longest it names; null where no rule is in force.';

CREATE FUNCTION severity_of(danger_radius_m integer, worker_count integer, population_inside numeric) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT 1 + CASE WHEN worker_count > 250 THEN 2 WHEN worker_count > 50 THEN 1 ELSE 0 END
             + CASE WHEN danger_radius_m >= 1000 THEN 2 WHEN danger_radius_m >= 300 THEN 1 ELSE 0 END
             + CASE WHEN population_inside >= 10000 THEN 3 WHEN population_inside >= 1000 THEN 2 WHEN population_inside > 0 THEN 1 ELSE 0 END
$$;
COMMENT ON FUNCTION severity_of IS 'How much an accident can hurt, 1 to 8, our own scale: 1 for any; more than 50 workers 1, than 250 2; danger radius from 300 m 1, from 1,000 m 2; settlements whose middle lies inside it 1, of 1,000 people 2, of 10,000 3.';

CREATE FUNCTION days_per_visit_on(day date) RETURNS TABLE (hazard_type_code text, days numeric, visit_count bigint, is_own boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off ROWS 20 AS $$
WITH visits AS (
    SELECT f.hazard_type_code, CAST(i.inspector_days AS double precision) AS inspector_days
    FROM inspection i JOIN facility f USING (facility_id)
    WHERE i.known_on <= day AND i.inspected_on > CAST(day - interval '1 year' AS date)
),
of_each_type AS (
    SELECT v.hazard_type_code, count(*) AS visit_count, percentile_cont(0.5) WITHIN GROUP (ORDER BY v.inspector_days) AS middle
    FROM visits v GROUP BY v.hazard_type_code
),
of_all AS (
    SELECT CASE WHEN count(*) >= 5 THEN percentile_cont(0.5) WITHIN GROUP (ORDER BY inspector_days) ELSE 2 END AS middle FROM visits
)
SELECT h.hazard_type_code,
    CAST(round(CAST(CASE WHEN t.visit_count >= 5 THEN t.middle ELSE (SELECT middle FROM of_all) END AS numeric), 1) AS numeric(6, 1)),
    coalesce(t.visit_count, 0), coalesce(t.visit_count >= 5, false)
FROM hazard_type h LEFT JOIN of_each_type t USING (hazard_type_code)
$$;
COMMENT ON FUNCTION days_per_visit_on IS 'Inspector-days a visit takes by hazard type: the median of the inspections of the year before a day, in the whole country whoever asks; that of all types below five inspections, and two days where there are not five of all.';

REVOKE ALL ON FUNCTION days_per_visit_on FROM PUBLIC;
GRANT EXECUTE ON FUNCTION days_per_visit_on TO map_reader, map_writer;

CREATE FUNCTION visit_cell(lon_e6 integer, lat_e6 integer, width_e6 integer) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lon_e6 / width_e6 * 1000 + lat_e6 / width_e6 + CASE width_e6 WHEN 100000 THEN 0 ELSE 1000000000 END
$$;
COMMENT ON FUNCTION visit_cell IS 'Number of the cell a point lies in, of cells of a tenth of a degree or of one; points and width in millionths of a degree.';

CREATE FUNCTION reach_of_facilities(asked bigint[] DEFAULT NULL) RETURNS TABLE (facility_id bigint, population_inside bigint, severity integer) LANGUAGE sql STABLE AS $$
WITH placed AS MATERIALIZED (
    SELECT f.facility_id, f.danger_radius_m, f.employee_count, ST_X(f.geom) AS lon, ST_Y(f.geom) AS lat,
        visit_cell(CAST(ST_X(f.geom) * 1e6 AS integer), CAST(ST_Y(f.geom) * 1e6 AS integer),
                   CASE WHEN f.danger_radius_m < 5000 THEN 100000 ELSE 1000000 END) AS cell  -- wider than the radius
    FROM facility f
    WHERE is_asked(f.facility_id, asked)
),
settlements_by_cell AS (  -- each in its own cell and in the eight around it, so that a facility finds all near it in the cell it lies in
    SELECT t.population, t.lon, t.lat, visit_cell(CAST(t.lon * 1e6 AS integer) + east * cell, CAST(t.lat * 1e6 AS integer) + north * cell, cell) AS cell
    FROM (SELECT population, ST_X(geom) AS lon, ST_Y(geom) AS lat FROM settlement) AS t,
        unnest(ARRAY[100000, 1000000]) AS cell, generate_series(-1, 1) AS east, generate_series(-1, 1) AS north
),
in_danger AS (
    SELECT s.facility_id, sum(t.population) AS population
    FROM placed s JOIN settlements_by_cell t USING (cell)
    WHERE ((t.lon - s.lon) * cos(radians(t.lat))) ^ 2 + (t.lat - s.lat) ^ 2 <= (CAST(s.danger_radius_m AS double precision) / 111195) ^ 2
    GROUP BY s.facility_id
)
SELECT p.facility_id, coalesce(i.population, 0), severity_of(p.danger_radius_m, p.employee_count, i.population)
FROM placed p LEFT JOIN in_danger i USING (facility_id)
$$;
COMMENT ON FUNCTION reach_of_facilities IS 'Of every facility the population of the settlements whose middle lies inside its danger radius, and the severity it has with them. Kept on each score, since it takes a second and does not change with the day.';

CREATE FUNCTION visit_candidates_on(day date, asked_law text) RETURNS TABLE (
    facility_id bigint, region_code text, hazard_type_code text, degree degree, points numeric, probability double precision, severity integer,
    harm double precision, last_inspected_on date, last_visited_on date, allowed_on date, is_allowed boolean
) LANGUAGE sql STABLE AS $$
WITH scored AS (
    SELECT s.facility_id, s.region_code, s.hazard_type_code, CASE asked_law WHEN 'labour' THEN s.labour_degree ELSE s.safety_degree END AS degree,
        s.points, s.probability, s.severity, s.last_inspected_on
    FROM risk_score s
    WHERE s.valid_from <= day AND s.valid_to > day
),
last_visits AS (
    SELECT i.facility_id, max(i.inspected_on) AS visited_on,
        max(i.inspected_on) FILTER (WHERE i.kind_code IN ('scheduled', 'preventive')) AS planned_visit_on
    FROM inspection i
    WHERE i.known_on <= day AND law_of_inspector(i.body_code) = asked_law
    GROUP BY i.facility_id
),
allowed_from AS (
    SELECT s.*, v.visited_on, CAST(v.planned_visit_on + make_interval(years => y.years) AS date) AS allowed_on
    FROM scored s LEFT JOIN years_between_visits_on(day, asked_law) y USING (degree) LEFT JOIN last_visits v USING (facility_id)
)
SELECT a.facility_id, a.region_code, a.hazard_type_code, a.degree, a.points, a.probability, a.severity, a.probability * a.severity,
    a.last_inspected_on, a.visited_on, a.allowed_on, coalesce(a.allowed_on <= day, true)
FROM allowed_from a
$$;
COMMENT ON FUNCTION visit_candidates_on IS 'Every facility as scored on a day, as a visit under a law sees it: harm is probability times severity, null where no model was fitted; the last visit under the law and the day from which it allows the next.';
