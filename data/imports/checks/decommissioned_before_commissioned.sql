-- Facilities that ended before they began; both on one day is possible.
SELECT line_no, 'decommissioned_on', decommissioned_on FROM delivered WHERE ends_on < starts_on
