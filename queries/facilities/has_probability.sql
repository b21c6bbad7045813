-- Whether a probability was predicted for any facility of the viewer, as scored by the last run on or before :as_of.
SELECT EXISTS (
    SELECT 1 FROM facility_total
    WHERE colour = 'probability' AND mark > 0 AND valid_from <= :as_of AND valid_to > :as_of
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)) AS is_known
