-- The list beside the map: orders that need no sorting of the whole register.

CREATE INDEX risk_score_by_safety ON risk_score (safety_degree DESC NULLS LAST, points DESC NULLS LAST, facility_id);
CREATE INDEX risk_score_by_labour ON risk_score (labour_degree DESC NULLS LAST, points DESC NULLS LAST, facility_id);
CREATE INDEX risk_score_by_inspection ON risk_score (last_inspected_on NULLS FIRST, facility_id);
CREATE INDEX risk_score_by_violations ON risk_score (violation_class DESC, facility_id);
CREATE INDEX risk_score_by_overdue ON risk_score (overdue_prescription_count DESC, facility_id);
CREATE INDEX risk_score_by_accidents ON risk_score (accident_count DESC, facility_id);
CREATE INDEX risk_score_by_insurance ON risk_score (insurance DESC, facility_id);
CREATE INDEX facility_by_name_kk ON facility (name_kk COLLATE "kk-x-icu", facility_id DESC);
CREATE INDEX facility_by_name_ru ON facility (name_ru COLLATE "kk-x-icu", facility_id DESC);
CREATE INDEX facility_by_name_en ON facility (name_en COLLATE "kk-x-icu", facility_id DESC);
