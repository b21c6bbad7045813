-- Keeping scores: only what changed gets a row; scoring an earlier day rewinds first.

CREATE FUNCTION rewind_scores(day date) RETURNS void LANGUAGE sql AS $$
    DELETE FROM risk_score WHERE valid_from >= day;
    UPDATE risk_score SET valid_to = 'infinity' WHERE valid_to >= day AND valid_to < 'infinity';
    DELETE FROM risk_run WHERE scored_on >= day;
$$;
COMMENT ON FUNCTION rewind_scores IS 'Forgets every run on or after a day, so that the day can be scored again.';

CREATE FUNCTION record_scores(day date) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    rows_changed integer;
BEGIN
    CREATE TEMP TABLE scored ON COMMIT DROP AS SELECT * FROM score_on(day);
    ALTER TABLE scored ADD PRIMARY KEY (facility_id);
    ANALYZE scored;

    CREATE TEMP TABLE changed ON COMMIT DROP AS
    SELECT s.facility_id, r.facility_id IS NOT NULL AS had_row FROM scored s
    LEFT JOIN risk_score r ON r.facility_id = s.facility_id AND r.valid_to = 'infinity'
    WHERE (r.region_code, r.safety_degree, r.labour_degree, r.points, r.violation_class, r.last_inspected_on,
           r.overdue_prescription_count, r.reasons)
        IS DISTINCT FROM
          (s.region_code, s.safety_degree, s.labour_degree, CAST(s.points AS numeric(5, 2)), s.violation_class, s.last_inspected_on,
           s.overdue_prescription_count, s.reasons);
    ANALYZE changed;

    UPDATE risk_score r SET valid_to = day
    WHERE r.valid_to = 'infinity'
      AND (r.facility_id IN (SELECT c.facility_id FROM changed c WHERE c.had_row)
           OR NOT EXISTS (SELECT 1 FROM scored s WHERE s.facility_id = r.facility_id));

    INSERT INTO risk_score (facility_id, valid_from, region_code, safety_degree, labour_degree, points, violation_class,
                            last_inspected_on, overdue_prescription_count, reasons)
    SELECT s.facility_id, day, s.region_code, s.safety_degree, s.labour_degree, s.points, s.violation_class,
           s.last_inspected_on, s.overdue_prescription_count, s.reasons
    FROM scored s JOIN changed USING (facility_id);
    GET DIAGNOSTICS rows_changed = ROW_COUNT;

    INSERT INTO risk_run (scored_on, facility_count, changed_count)
    SELECT day, count(*), rows_changed FROM scored;
    DROP TABLE scored, changed;
    RETURN rows_changed;
END $$;
COMMENT ON FUNCTION record_scores IS 'Scores every facility as of a day later than every earlier run and keeps the rows that changed; returns how many.';
