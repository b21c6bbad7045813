-- Injured and killed of a region in the reporting period of :as_of, and how many it would have had at the rate of each group of peers.
-- Peers are pooled over at least three other regions and are the same for every viewer of the region (peers_between says which they are).
WITH period AS (
    SELECT starts_on, ends_on FROM reporting_period(CAST(:as_of AS date))
),
own AS (
    SELECT k.harm, k.events
    FROM period p, rates_over(p.starts_on, p.ends_on, CAST(:as_of AS date), :region) r
    CROSS JOIN LATERAL (VALUES ('injured', r.injured_count), ('killed', r.killed_count)) AS k (harm, events)
    WHERE CAST(:viewer_region AS text) IS NULL OR :region = :viewer_region
)
SELECT e.peer_group, e.harm, p.starts_on, p.ends_on, e.region_count, e.peer_events, o.events AS own_count,
    e.expected AS expected_count, e.variance
FROM period p, peers_between(:region, p.starts_on, p.ends_on, CAST(:as_of AS date)) e JOIN own o USING (harm)
ORDER BY e.harm, e.peer_group
