-- What the map has to show on :as_of: the run it stands on, the month ends on or before :today that were scored, the earliest first, whether
-- a probability was predicted for any facility of the viewer, and whether boundaries of districts are there. Always one row.
SELECT
    (SELECT max(scored_on) FROM risk_run WHERE scored_on <= :as_of) AS scored_on,
    ARRAY(
        SELECT scored_on FROM risk_run
        WHERE scored_on <= :today AND scored_on = date_trunc('month', CAST(scored_on AS timestamp)) + interval '1 month' - interval '1 day'
        ORDER BY scored_on) AS month_ends,
    EXISTS (
        SELECT 1 FROM facility_total
        WHERE colour = 'probability' AND mark > 0 AND valid_from <= :as_of AND valid_to > :as_of
          AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)) AS has_probability,
    EXISTS (
        SELECT 1 FROM district
        WHERE (app_is_nationwide() OR region_code = app_region())
          AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)) AS has_districts
