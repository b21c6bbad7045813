-- Days in another form than 2024-02-29 or 29.02.2024, or that no calendar holds.
SELECT line_no, 'commissioned_on', commissioned_on FROM delivered WHERE commissioned_on IS NOT NULL AND starts_on IS NULL
UNION ALL
SELECT line_no, 'decommissioned_on', decommissioned_on FROM delivered WHERE decommissioned_on IS NOT NULL AND ends_on IS NULL
