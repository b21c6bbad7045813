-- Injured and killed by cause, over the asked region, else over all
-- the viewer may see; a regional viewer's own region is always the asked one. An accident has one cause.
-- The months are the asked ones, else the reporting period of :as_of, beside the same months a year before; all days of theirs included. Facts
-- are those known by the end of :as_of. Months that are not over, or that the register does not cover, have no counts.
SELECT h.code AS cause_code, h.injured_count, h.killed_count, h.injured_count_before, h.killed_count_before,
    h.injured_share, h.killed_share, h.injured_share_before, h.killed_share_before
FROM harm_broken_down('cause', '{}', CAST(:as_of AS date), CAST(:first_month AS date), CAST(:last_month AS date),
                      coalesce(:viewer_region, CAST(:region AS text))) h
ORDER BY h.injured_count DESC NULLS LAST, h.code
