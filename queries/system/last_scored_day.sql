-- The last day on or before :as_of on which every facility was scored.
SELECT max(scored_on) AS scored_on FROM risk_run WHERE scored_on <= :as_of
