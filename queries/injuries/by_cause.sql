-- Injured and killed by cause in the reporting period, beside the same months a year before, over the asked region, else over
-- all the viewer may see; a regional viewer's own region is always the asked one. An accident has one cause.
-- The period runs from 1 January to the last full month of :as_of, both ends included; facts are those known by the end of :as_of.
WITH period AS (
    SELECT starts_on, ends_on, starts_on_before, ends_on_before FROM reporting_period(CAST(:as_of AS date))
),
known_of_both_periods AS (
    SELECT a.cause_code, a.injured_count, a.killed_count, a.occurred_on >= p.starts_on AS is_now
    FROM period p
    JOIN accident a ON a.occurred_on BETWEEN p.starts_on AND p.ends_on
                    OR a.occurred_on BETWEEN p.starts_on_before AND p.ends_on_before
    WHERE a.known_on <= CAST(:as_of AS date)
      AND (coalesce(:viewer_region, CAST(:region AS text)) IS NULL OR a.region_code = coalesce(:viewer_region, CAST(:region AS text)))
),
counted_by_cause AS (
    SELECT cause_code,
        coalesce(sum(injured_count) FILTER (WHERE is_now), 0) AS injured_count,
        coalesce(sum(killed_count) FILTER (WHERE is_now), 0) AS killed_count,
        coalesce(sum(injured_count) FILTER (WHERE NOT is_now), 0) AS injured_count_before,
        coalesce(sum(killed_count) FILTER (WHERE NOT is_now), 0) AS killed_count_before
    FROM known_of_both_periods
    GROUP BY cause_code
)
SELECT cause_code, injured_count, killed_count, injured_count_before, killed_count_before,
    share_of(injured_count, sum(injured_count) OVER everything) AS injured_share,
    share_of(killed_count, sum(killed_count) OVER everything) AS killed_share,
    share_of(injured_count_before, sum(injured_count_before) OVER everything) AS injured_share_before,
    share_of(killed_count_before, sum(killed_count_before) OVER everything) AS killed_share_before
FROM counted_by_cause
WINDOW everything AS ()
ORDER BY injured_count DESC, cause_code
