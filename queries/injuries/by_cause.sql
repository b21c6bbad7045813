-- Injured and killed by cause, over the asked region, else over all
-- the viewer may see; a regional viewer's own region is always the asked one. An accident has one cause.
-- The months are the asked ones, else the reporting period of :as_of, beside the same months a year before; all days of theirs included. Facts
-- are those known by the end of :as_of. Months that are not over, or that the register does not cover, have no counts.
WITH period AS (
    SELECT register_covers(p.starts_on, place) AND p.ends_on <= (reporting_period(CAST(:as_of AS date))).ends_on AS has_now,
        register_covers(p.starts_on_before, place) AS has_before
    FROM asked_period(CAST(:as_of AS date), CAST(:first_month AS date), CAST(:last_month AS date)) p,
        (SELECT coalesce(:viewer_region, CAST(:region AS text)) AS place) AS asked
),
counted AS (
    SELECT a.cause_code,
        coalesce(sum(a.injured_count) FILTER (WHERE a.is_now), 0) AS injured, coalesce(sum(a.killed_count) FILTER (WHERE a.is_now), 0) AS killed,
        coalesce(sum(a.injured_count) FILTER (WHERE NOT a.is_now), 0) AS injured_before,
        coalesce(sum(a.killed_count) FILTER (WHERE NOT a.is_now), 0) AS killed_before
    FROM accidents_compared(CAST(:as_of AS date), CAST(:first_month AS date), CAST(:last_month AS date),
                            coalesce(:viewer_region, CAST(:region AS text))) a
    GROUP BY a.cause_code
),
known_only AS (
    SELECT c.cause_code, CASE WHEN p.has_now THEN c.injured END AS injured_count, CASE WHEN p.has_now THEN c.killed END AS killed_count,
        CASE WHEN p.has_before THEN c.injured_before END AS injured_count_before,
        CASE WHEN p.has_before THEN c.killed_before END AS killed_count_before
    FROM counted c CROSS JOIN period p
)
SELECT k.cause_code, k.injured_count, k.killed_count, k.injured_count_before, k.killed_count_before,
    share_of(k.injured_count, sum(k.injured_count) OVER everything) AS injured_share,
    share_of(k.killed_count, sum(k.killed_count) OVER everything) AS killed_share,
    share_of(k.injured_count_before, sum(k.injured_count_before) OVER everything) AS injured_share_before,
    share_of(k.killed_count_before, sum(k.killed_count_before) OVER everything) AS killed_share_before
FROM known_only k
WINDOW everything AS ()
ORDER BY k.injured_count DESC NULLS LAST, k.cause_code
