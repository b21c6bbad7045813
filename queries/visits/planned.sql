-- The visits that fit into :inspector_days under a law, from what was known on :as_of, and the same days spent by three orders: most harm
-- for a day of work first, highest degree first, longest not visited first. Only visits the law allows on :as_of, and none longer than all
-- the days. Each order is taken from the top while its running sum of days holds; leads stand first in that of harm. :by is the order
-- whose visits are told one by one, and of which the five with most harm that it leaves out; where no facility has a probability, that of
-- degree in place of that of harm.
WITH days_by_type AS MATERIALIZED (
    SELECT hazard_type_code, days, visit_count, is_own, CAST(days AS double precision) AS length, days <= CAST(:inspector_days AS numeric) AS fits
    FROM days_per_visit_on(CAST(:as_of AS date))
),
candidates AS MATERIALIZED (  -- every facility: no column more than orders and totals ask for
    SELECT c.facility_id, c.degree, c.points, c.probability, c.severity, c.harm, c.last_inspected_on, c.last_visited_on, c.allowed_on, c.is_allowed,
        d.days, c.harm / d.length AS harm_a_day, c.facility_id = ANY (CAST(:leads AS bigint[])) AS is_lead, c.is_allowed AND d.fits AS can_go
    FROM visit_candidates_on(CAST(:as_of AS date), :law) c JOIN days_by_type d USING (hazard_type_code)
    WHERE (CAST(:viewer_region AS text) IS NULL OR c.region_code = :viewer_region)
      AND (CAST(:region AS text) IS NULL OR c.region_code = :region)
),
most_visits AS (  -- more than these cannot fit, so that no order sorts the whole register
    SELECT CAST(ceil(CAST(:inspector_days AS numeric) / min(days)) AS bigint) AS most FROM days_by_type
),
most_harm_first AS (
    SELECT 'harm' AS by, row_number() OVER () AS place, o.* FROM (
        SELECT * FROM candidates WHERE can_go AND (harm IS NOT NULL OR is_lead)
        ORDER BY is_lead DESC, harm_a_day DESC NULLS LAST, degree DESC, points DESC NULLS LAST, facility_id LIMIT (SELECT most FROM most_visits)) AS o
),
highest_degree_first AS (
    SELECT 'degree' AS by, row_number() OVER () AS place, o.* FROM (
        SELECT * FROM candidates WHERE can_go
        ORDER BY degree DESC, points DESC NULLS LAST, facility_id LIMIT (SELECT most FROM most_visits)) AS o
),
longest_not_visited_first AS (
    SELECT 'wait' AS by, row_number() OVER () AS place, o.* FROM (
        SELECT * FROM candidates WHERE can_go
        ORDER BY last_visited_on NULLS FIRST, last_inspected_on NULLS FIRST, facility_id LIMIT (SELECT most FROM most_visits)) AS o
),
summed AS (
    SELECT *, sum(days) OVER (PARTITION BY by ORDER BY place) AS days_so_far
    FROM (TABLE most_harm_first UNION ALL TABLE highest_degree_first UNION ALL TABLE longest_not_visited_first) AS orders
),
chosen AS MATERIALIZED (
    SELECT * FROM summed WHERE days_so_far <= CAST(:inspector_days AS numeric)
),
plans AS (
    SELECT o.by, count(c.by) AS visits, coalesce(sum(c.days), 0) AS days, coalesce(sum(c.harm), 0) AS harm,
        coalesce(sum(c.probability), 0) AS accidents
    FROM unnest(ARRAY['harm', 'degree', 'wait']) WITH ORDINALITY AS o (by, place) LEFT JOIN chosen c USING (by)
    GROUP BY o.by, o.place
    ORDER BY o.place
),
totals AS (
    SELECT count(*) AS facilities, count(*) FILTER (WHERE probability IS NULL) AS without_probability,
        count(*) FILTER (WHERE NOT is_allowed) AS held_back, coalesce(sum(harm), 0) AS harm, coalesce(sum(probability), 0) AS accidents,
        coalesce(sum(harm) FILTER (WHERE NOT is_allowed), 0) AS held_back_harm
    FROM candidates
),
told_order AS (
    SELECT CASE WHEN :by = 'harm' AND (SELECT without_probability = facilities FROM totals) THEN 'degree' ELSE :by END AS by
),
told AS (
    SELECT c.place, c.facility_id, f.name_kk, f.name_ru, f.name_en,
        h.name_kk AS hazard_kk, h.name_ru AS hazard_ru, h.name_en AS hazard_en, r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en,
        f.address, CAST(c.degree AS text) AS degree, c.points, c.probability, c.severity, c.harm, c.harm_a_day,
        c.days, c.days_so_far, c.last_visited_on, c.allowed_on, s.population_inside AS population, f.employee_count, f.danger_radius_m, c.is_lead,
        s.gross_open_count, s.overdue_prescription_count, s.accident_count, s.fatal_accident_count, s.contributions
    FROM chosen c
    JOIN told_order USING (by)
    JOIN risk_score s ON s.facility_id = c.facility_id AND s.valid_from <= CAST(:as_of AS date) AND s.valid_to > CAST(:as_of AS date)
    JOIN facility f ON f.facility_id = c.facility_id
    JOIN hazard_type h ON h.hazard_type_code = f.hazard_type_code
    JOIN region r ON r.region_code = f.region_code
),
uncovered AS (  -- the most harm among those the order leaves out
    SELECT o.facility_id, f.name_kk, f.name_ru, f.name_en, r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en,
        o.probability, o.harm, o.allowed_on, o.is_allowed, o.can_go
    FROM (
        SELECT * FROM candidates c
        WHERE c.harm > 0 AND c.facility_id NOT IN (SELECT h.facility_id FROM chosen h JOIN told_order USING (by))
        ORDER BY c.harm DESC, c.facility_id LIMIT 5) AS o
    JOIN facility f USING (facility_id)
    JOIN region r ON r.region_code = f.region_code
)
SELECT (SELECT by FROM told_order) AS by, (SELECT row_to_json(t) FROM totals t) AS totals, (SELECT json_agg(p) FROM plans p) AS plans,
    (SELECT json_agg(d ORDER BY d.hazard_type_code) FROM (
        SELECT hazard_type_code, t.days, t.visit_count, t.is_own, h.name_kk, h.name_ru, h.name_en
        FROM days_by_type t JOIN hazard_type h USING (hazard_type_code)) AS d) AS days_by_type,
    (SELECT coalesce(json_agg(u ORDER BY u.harm DESC, u.facility_id), '[]') FROM uncovered u) AS uncovered,
    (SELECT coalesce(json_agg(t ORDER BY t.place), '[]') FROM told t) AS visits
