-- The zone of high risk under a law month by month, at most two years back from :as_of: its size at the last scoring of each month, and
-- who entered and left it since the last scoring of an earlier month, in the viewer's region or the whole country.
SELECT DISTINCT ON (date_trunc('month', CAST(scored_on AS timestamp)))
    scored_on, since, facility_count, worker_count, without_workers_count, owner_count, without_owner_count,
    entered_facility_count, left_facility_count, entered_worker_count, left_worker_count, entered_owner_count, left_owner_count,
    (rule_on(law, scored_on)).version IS DISTINCT FROM (rule_on(law, since)).version AS is_rule_changed
FROM risk_flow
WHERE law = :law AND region_code = coalesce(CAST(:viewer_region AS text), '')
  AND scored_on <= CAST(:as_of AS date) AND scored_on > CAST(:as_of AS date) - interval '2 years'
ORDER BY date_trunc('month', CAST(scored_on AS timestamp)), scored_on DESC
