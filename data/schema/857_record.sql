-- Keeping scores: only what changed gets a row; scoring an earlier day rewinds first.

CREATE FUNCTION rewind_scores(day date) RETURNS void LANGUAGE sql AS $$
    DELETE FROM risk_score WHERE valid_from >= day;
    UPDATE risk_score SET valid_to = 'infinity' WHERE valid_to >= day AND valid_to < 'infinity';
    DELETE FROM facility_alike WHERE valid_from >= day;
    UPDATE facility_alike SET valid_to = 'infinity' WHERE valid_to >= day AND valid_to < 'infinity';
    DELETE FROM facility_kind WHERE valid_from >= day;
    UPDATE facility_kind SET valid_to = 'infinity' WHERE valid_to >= day AND valid_to < 'infinity';
    DELETE FROM facility_cell WHERE valid_from >= day;
    UPDATE facility_cell SET valid_to = 'infinity' WHERE valid_to >= day AND valid_to < 'infinity';
    DELETE FROM facility_total WHERE valid_from >= day;
    UPDATE facility_total SET valid_to = 'infinity' WHERE valid_to >= day AND valid_to < 'infinity';
    DELETE FROM risk_run WHERE scored_on >= day;
$$;
COMMENT ON FUNCTION rewind_scores IS 'Forgets every run on or after a day, so that the day can be scored again.';

CREATE FUNCTION record_scores(day date) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    rows_changed integer;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('risk_scoring'));  -- no rule changes while a day is being scored, nor two runs at once
    CREATE TEMP TABLE scored ON COMMIT DROP AS
    SELECT s.*, r.population_inside, r.severity, p.probability, p.model_version, p.contributions
    FROM score_on(day) s JOIN reach_of_facilities() r USING (facility_id) LEFT JOIN probability_on(day) p USING (facility_id);
    ALTER TABLE scored ADD PRIMARY KEY (facility_id);
    UPDATE scored s SET safety_degree = coalesce(h.safety_degree, s.safety_degree), labour_degree = coalesce(h.labour_degree, s.labour_degree),
        reasons = hand_reason('industrial_safety', h.safety_degree, s.safety_degree) || hand_reason('labour', h.labour_degree, s.labour_degree) || s.reasons
    FROM set_by_hand_on(day) h WHERE h.facility_id = s.facility_id;
    ANALYZE scored (facility_id);  -- what the joins below ask of it

    CREATE TEMP TABLE changed ON COMMIT DROP AS
    SELECT s.facility_id, r.facility_id IS NOT NULL AS had_row FROM scored s
    LEFT JOIN risk_score r ON r.facility_id = s.facility_id AND r.valid_to = 'infinity'
    WHERE (r.region_code, r.district_code, r.hazard_type_code, r.activity_code, r.size_class, r.lon_e6, r.lat_e6, r.safety_degree,
           r.labour_degree, r.points, r.violation_class, r.last_inspected_on, r.inspection_age, r.overdue_prescription_count,
           r.gross_open_count, r.accident_count, r.fatal_accident_count, r.insurance, r.harm_potential, r.population_inside, r.severity, r.reasons,
           r.model_version, r.contributions)
        IS DISTINCT FROM
          (s.region_code, s.district_code, s.hazard_type_code, s.activity_code, s.size_class, s.lon_e6, s.lat_e6, s.safety_degree,
           s.labour_degree, s.points, s.violation_class, s.last_inspected_on, s.inspection_age, s.overdue_prescription_count,
           s.gross_open_count, s.accident_count, s.fatal_accident_count, s.insurance, s.harm_potential, s.population_inside, s.severity, s.reasons,
           s.model_version, s.contributions);  -- and so the probability, which is their sum
    ANALYZE changed;

    UPDATE risk_score r SET valid_to = day
    WHERE r.valid_to = 'infinity'
      AND (r.facility_id IN (SELECT c.facility_id FROM changed c WHERE c.had_row)
           OR NOT EXISTS (SELECT 1 FROM scored s WHERE s.facility_id = r.facility_id));

    INSERT INTO risk_score (facility_id, valid_from, region_code, district_code, hazard_type_code, activity_code, size_class, lon_e6, lat_e6,
        safety_degree, labour_degree, points, violation_class, last_inspected_on, inspection_age, overdue_prescription_count,
        gross_open_count, accident_count, fatal_accident_count, insurance, harm_potential, population_inside, severity, reasons,
        probability, model_version, contributions)
    SELECT s.facility_id, day, s.region_code, s.district_code, s.hazard_type_code, s.activity_code, s.size_class, s.lon_e6, s.lat_e6,
        s.safety_degree, s.labour_degree, s.points, s.violation_class, s.last_inspected_on, s.inspection_age, s.overdue_prescription_count,
        s.gross_open_count, s.accident_count, s.fatal_accident_count, s.insurance, s.harm_potential, s.population_inside, s.severity, s.reasons,
        s.probability, s.model_version, s.contributions
    FROM scored s JOIN changed USING (facility_id);
    GET DIAGNOSTICS rows_changed = ROW_COUNT;

    INSERT INTO risk_run (scored_on, facility_count, changed_count, labour_rule_version, safety_rule_version)
    SELECT day, count(*), rows_changed, (rule_on('labour', day)).version, (rule_on('industrial_safety', day)).version FROM scored;
    DROP TABLE scored, changed;
    PERFORM count_flow(day);
    PERFORM count_map(day);
    PERFORM count_list_blocks(day);
    RETURN rows_changed;
END $$;
COMMENT ON FUNCTION record_scores IS 'Scores every facility as of a day later than every earlier run and keeps the rows that changed, degrees set by hand in the place of those computed, with all counts that stand on them; returns how many.';
