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

CREATE FUNCTION fill_scored(day date, asked bigint[]) RETURNS void LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    CREATE TEMP TABLE scored ON COMMIT DROP AS
    SELECT s.*, r.population_inside, r.severity, p.probability, p.model_version, p.contributions
    FROM score_on(day, asked) s JOIN reach_of_facilities(asked) r USING (facility_id) LEFT JOIN probability_on(day, asked) p USING (facility_id);
    ALTER TABLE scored ADD PRIMARY KEY (facility_id);
    UPDATE scored s SET safety_degree = coalesce(h.safety_degree, s.safety_degree), labour_degree = coalesce(h.labour_degree, s.labour_degree),
        reasons = hand_reason('industrial_safety', h.safety_degree, s.safety_degree) || hand_reason('labour', h.labour_degree, s.labour_degree) || s.reasons
    FROM set_by_hand_on(day) h WHERE h.facility_id = s.facility_id;
    ANALYZE scored (facility_id);  -- what the joins below ask of it
END $$;
COMMENT ON FUNCTION fill_scored IS 'Makes the temporary table scored of the facilities asked for, all for null, degrees set by hand in the place of those computed.';

CREATE FUNCTION stretched_anew(asked bigint[]) RETURNS bigint[] LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    RETURN ARRAY(
        WITH groups AS (
            SELECT homogeneous_group(s.hazard_type_code) AS code FROM scored s
            UNION
            SELECT homogeneous_group(r.hazard_type_code) FROM risk_score r WHERE r.valid_to = 'infinity' AND is_asked(r.facility_id, asked)
        ),
        moved AS MATERIALIZED (
            SELECT g.code
            FROM groups g CROSS JOIN LATERAL bounds_without('{}', g.code) b CROSS JOIN LATERAL bounds_without(asked, g.code) o
            CROSS JOIN LATERAL (SELECT min(s.raw_points) AS lowest, max(s.raw_points) AS highest FROM scored s
                                WHERE homogeneous_group(s.hazard_type_code) = g.code) AS n
            WHERE (b.lowest, b.highest) IS DISTINCT FROM (least(o.lowest, n.lowest), greatest(o.highest, n.highest))
        )
        SELECT r.facility_id FROM moved m JOIN risk_score r ON homogeneous_group(r.hazard_type_code) = m.code
        WHERE r.valid_to = 'infinity' AND r.raw_points IS NOT NULL AND NOT is_asked(r.facility_id, asked));
END $$;
COMMENT ON FUNCTION stretched_anew IS 'Facilities not asked for whose points move, since those in the temporary table scored moved the lowest or the highest of their homogeneous group.';

CREATE FUNCTION has_high(asked bigint[]) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM risk_score WHERE facility_id = ANY (asked) AND 'high' IN (safety_degree, labour_degree))
$$;
COMMENT ON FUNCTION has_high IS 'One of the facilities is in the zone of high risk, or was: the flow may have moved.';

CREATE FUNCTION listed(asked bigint[]) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT array_agg(facility_id || hazard_type_code ORDER BY facility_id) FROM risk_score WHERE facility_id = ANY (asked) AND valid_to = 'infinity'
$$;
COMMENT ON FUNCTION listed IS 'Where the facilities stand in the lists by name that are counted in blocks.';

-- The key of each row is looked up by a plan kept for all of them; what is asked of the planner for the rest of a scoring would have it made
-- anew for every row.
CREATE FUNCTION write_changed(day date, OUT written integer) LANGUAGE plpgsql SET plan_cache_mode = auto AS $$
BEGIN
    UPDATE risk_score r SET valid_to = day FROM changed c WHERE r.valid_to = 'infinity' AND r.facility_id = c.facility_id;
    INSERT INTO risk_score (facility_id, valid_from, region_code, district_code, hazard_type_code, activity_code, size_class, lon_e6, lat_e6,
        safety_degree, labour_degree, raw_points, points, violation_class, last_inspected_on, inspection_age, overdue_prescription_count,
        gross_open_count, accident_count, fatal_accident_count, insurance, harm_potential, population_inside, severity, reasons,
        probability, model_version, contributions)
    SELECT s.facility_id, day, s.region_code, s.district_code, s.hazard_type_code, s.activity_code, s.size_class, s.lon_e6, s.lat_e6,
        s.safety_degree, s.labour_degree, s.raw_points, s.points, s.violation_class, s.last_inspected_on, s.inspection_age, s.overdue_prescription_count,
        s.gross_open_count, s.accident_count, s.fatal_accident_count, s.insurance, s.harm_potential, s.population_inside, s.severity, s.reasons,
        s.probability, s.model_version, s.contributions
    FROM scored s JOIN changed USING (facility_id);
    GET DIAGNOSTICS written = ROW_COUNT;
END $$;
COMMENT ON FUNCTION write_changed IS 'Ends the states of the facilities in the temporary table changed and begins those in scored; says how many began.';

CREATE FUNCTION record_scores(day date, asked bigint[], OUT computed integer, OUT written integer)
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    last risk_run := (SELECT r FROM risk_run r ORDER BY scored_on DESC LIMIT 1);
    is_again boolean := coalesce(last.scored_on = day, false);
    reached bigint[] := asked;
    forgotten integer := 0;
    listed_before text[];
    was_high boolean := true;
BEGIN
    PERFORM fill_scored(day, asked);
    IF asked IS NOT NULL THEN
        reached := asked || stretched_anew(asked);
    END IF;
    IF reached <> asked THEN
        DROP TABLE scored;
        PERFORM fill_scored(day, reached);
    END IF;
    SELECT count(*) INTO computed FROM scored;

    IF is_again THEN  -- first as before the day
        CREATE TEMP TABLE moved ON COMMIT DROP AS SELECT * FROM alike_of(-1, reached);
        listed_before := listed(reached);
        was_high := has_high(reached);
        DELETE FROM risk_score WHERE valid_from = day AND facility_id = ANY (reached);
        GET DIAGNOSTICS forgotten = ROW_COUNT;
        UPDATE risk_score SET valid_to = 'infinity' WHERE valid_to = day AND facility_id = ANY (reached);
    END IF;

    CREATE TEMP TABLE changed ON COMMIT DROP AS
    SELECT facility_id FROM scored s
    FULL JOIN (SELECT * FROM risk_score WHERE valid_to = 'infinity' AND is_asked(facility_id, reached)) AS r USING (facility_id)
    WHERE (r.region_code, r.district_code, r.hazard_type_code, r.activity_code, r.size_class, r.lon_e6, r.lat_e6, r.safety_degree,
           r.labour_degree, r.raw_points, r.points, r.violation_class, r.last_inspected_on, r.inspection_age, r.overdue_prescription_count,
           r.gross_open_count, r.accident_count, r.fatal_accident_count, r.insurance, r.harm_potential, r.population_inside, r.severity, r.reasons,
           r.model_version, r.contributions)
        IS DISTINCT FROM
          (s.region_code, s.district_code, s.hazard_type_code, s.activity_code, s.size_class, s.lon_e6, s.lat_e6, s.safety_degree,
           s.labour_degree, s.raw_points, s.points, s.violation_class, s.last_inspected_on, s.inspection_age, s.overdue_prescription_count,
           s.gross_open_count, s.accident_count, s.fatal_accident_count, s.insurance, s.harm_potential, s.population_inside, s.severity, s.reasons,
           s.model_version, s.contributions);  -- and so the probability, which is their sum
    ANALYZE changed;
    IF NOT is_again THEN
        reached := ARRAY(SELECT facility_id FROM changed);
        CREATE TEMP TABLE moved ON COMMIT DROP AS SELECT * FROM alike_of(-1, reached);
    END IF;

    written := write_changed(day);
    INSERT INTO moved SELECT * FROM alike_of(1, reached);
    INSERT INTO risk_run (scored_on, facility_count, changed_count, labour_rule_version, safety_rule_version)
    SELECT day, coalesce(last.facility_count, 0) + coalesce(sum(facility_count), 0),
        written - forgotten + CASE WHEN is_again THEN last.changed_count ELSE 0 END,
        (rule_on('labour', day)).version, (rule_on('industrial_safety', day)).version
    FROM moved
    ON CONFLICT (scored_on) DO UPDATE
    SET facility_count = EXCLUDED.facility_count, changed_count = EXCLUDED.changed_count, finished_at = EXCLUDED.finished_at;
    DROP TABLE scored, changed;
    PERFORM count_map(day, is_again);
    IF written * 10 >= coalesce(last.facility_count, 0) THEN
        PERFORM sample_counts();
    END IF;
    IF was_high OR has_high(reached) THEN
        DELETE FROM risk_flow WHERE scored_on = day;
        PERFORM count_flow(day);
    END IF;
    IF listed(reached) IS DISTINCT FROM listed_before OR NOT EXISTS (SELECT FROM list_block WHERE scored_on <= day) THEN
        DELETE FROM list_block WHERE scored_on = day;
        PERFORM count_list_blocks(day);
    END IF;
END $$;
COMMENT ON FUNCTION record_scores IS 'Scores the facilities asked for, all for null, and those whose points move with theirs, as of the last scored day or a later one: keeps the rows that changed, with all counts that stand on them. Says how many were computed and how many rows written.';
