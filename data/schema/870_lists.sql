-- The list beside the map: orders that need no sorting of the whole register.

-- Those of the state carry all that filters ask, so that passing over what does not pass reads the index alone.
CREATE INDEX risk_score_by_safety ON risk_score (safety_degree DESC NULLS LAST, points DESC NULLS LAST, facility_id)
    INCLUDE (valid_from, valid_to, region_code, district_code, hazard_type_code, activity_code, size_class, marks);
CREATE INDEX risk_score_by_labour ON risk_score (labour_degree DESC NULLS LAST, points DESC NULLS LAST, facility_id)
    INCLUDE (valid_from, valid_to, region_code, district_code, hazard_type_code, activity_code, size_class, marks);
CREATE INDEX risk_score_by_inspection ON risk_score (last_inspected_on NULLS FIRST, facility_id)
    INCLUDE (valid_from, valid_to, region_code, district_code, hazard_type_code, activity_code, size_class, marks);
CREATE INDEX risk_score_by_violations ON risk_score (violation_class DESC, facility_id)
    INCLUDE (valid_from, valid_to, region_code, district_code, hazard_type_code, activity_code, size_class, marks);
CREATE INDEX risk_score_by_overdue ON risk_score (overdue_prescription_count DESC, facility_id)
    INCLUDE (valid_from, valid_to, region_code, district_code, hazard_type_code, activity_code, size_class, marks);
CREATE INDEX risk_score_by_accidents ON risk_score (accident_count DESC, facility_id)
    INCLUDE (valid_from, valid_to, region_code, district_code, hazard_type_code, activity_code, size_class, marks);
CREATE INDEX risk_score_by_insurance ON risk_score (insurance DESC, facility_id)
    INCLUDE (valid_from, valid_to, region_code, district_code, hazard_type_code, activity_code, size_class, marks);
CREATE INDEX facility_by_name_kk ON facility (name_kk COLLATE "kk-x-icu", facility_id DESC) INCLUDE (region_code);
CREATE INDEX facility_by_name_ru ON facility (name_ru COLLATE "kk-x-icu", facility_id DESC) INCLUDE (region_code);
CREATE INDEX facility_by_name_en ON facility (name_en COLLATE "kk-x-icu", facility_id DESC) INCLUDE (region_code);
CREATE INDEX facility_by_owner_name ON facility (owner_name COLLATE "kk-x-icu", facility_id DESC) INCLUDE (region_code) WHERE bin IS NULL;
CREATE INDEX employer_by_name_kk ON employer (name_kk COLLATE "kk-x-icu");
CREATE INDEX employer_by_name_ru ON employer (name_ru COLLATE "kk-x-icu");
CREATE INDEX employer_by_name_en ON employer (name_en COLLATE "kk-x-icu");
