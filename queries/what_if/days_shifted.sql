-- What inspectors under a law are expected to reach in each of two regions with the inspector-days they spent there in the year up to
-- :as_of, and after :moved_days of them went from :from_region to :to_region. Visits as in the plan of visits in its order of harm: only
-- those the law allows on :as_of, most harm for a day first, from the top while the days last, none longer than all the days.
-- A region is left out where the viewer may not see it; no more is moved than there is.
WITH spent AS (
    SELECT r.region_code, r.region_code = :to_region AS is_receiving,
        coalesce((SELECT sum(i.inspector_days) FROM inspection i
                  WHERE i.region_code = r.region_code AND i.known_on <= CAST(:as_of AS date)
                    AND i.inspected_on > CAST(CAST(:as_of AS date) - interval '1 year' AS date)
                    AND law_of_inspector(i.body_code) = :law), 0) AS days
    FROM region r
    WHERE r.region_code IN (:from_region, :to_region) AND (CAST(:viewer_region AS text) IS NULL OR r.region_code = :viewer_region)
),
moved AS (
    SELECT least(CAST(:moved_days AS numeric), (SELECT s.days FROM spent s WHERE NOT s.is_receiving)) AS days
),
levels AS (
    SELECT s.region_code, s.is_receiving, l.is_after, s.days + CASE WHEN NOT l.is_after THEN 0 WHEN s.is_receiving THEN m.days ELSE -m.days END AS days
    FROM spent s CROSS JOIN moved m CROSS JOIN (VALUES (false), (true)) AS l (is_after)
),
candidates AS MATERIALIZED (
    SELECT c.facility_id, c.region_code, c.degree, c.points, c.probability, c.harm, d.days AS length,
        c.harm / CAST(d.days AS double precision) AS harm_a_day
    FROM visit_candidates_on(CAST(:as_of AS date), :law) c JOIN days_per_visit_on(CAST(:as_of AS date)) d USING (hazard_type_code)
    WHERE c.is_allowed AND c.harm IS NOT NULL AND c.region_code IN (:from_region, :to_region)
      AND (CAST(:viewer_region AS text) IS NULL OR c.region_code = :viewer_region)
),
in_order AS (
    SELECT l.region_code, l.is_after, c.harm, c.probability, c.length, l.days,
        sum(c.length) OVER (PARTITION BY l.region_code, l.is_after
                            ORDER BY c.harm_a_day DESC, c.degree DESC, c.points DESC NULLS LAST, c.facility_id) AS days_so_far
    FROM levels l JOIN candidates c ON c.region_code = l.region_code AND c.length <= l.days
),
reached AS (
    SELECT o.region_code, o.is_after, count(*) AS visits, sum(o.harm) AS harm, sum(o.probability) AS accidents
    FROM in_order o WHERE o.days_so_far <= o.days
    GROUP BY o.region_code, o.is_after
)
SELECT l.region_code, r.name_kk, r.name_ru, r.name_en, l.is_receiving, l.is_after, CAST(l.days AS double precision) AS inspector_days,
    coalesce(e.visits, 0) AS visit_count, coalesce(e.harm, 0) AS harm, coalesce(e.accidents, 0) AS accidents,
    EXISTS (SELECT 1 FROM candidates c WHERE c.region_code = l.region_code) AS has_probability
FROM levels l JOIN region r USING (region_code) LEFT JOIN reached e USING (region_code, is_after)
ORDER BY l.is_receiving, l.is_after
