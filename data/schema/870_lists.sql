-- The list beside the map: orders that need no sorting of the whole register.

CREATE INDEX risk_score_by_safety ON risk_score (safety_degree DESC NULLS LAST, points DESC NULLS LAST, facility_id);
CREATE INDEX risk_score_by_labour ON risk_score (labour_degree DESC NULLS LAST, points DESC NULLS LAST, facility_id);
CREATE INDEX risk_score_by_inspection ON risk_score (last_inspected_on NULLS FIRST, facility_id);
