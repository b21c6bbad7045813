-- Changing a rule of the statutory degree: who may, what it would do to the degrees, and the one way to write it.

CREATE FUNCTION ministry_of_law(asked_law text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE asked_law WHEN 'labour' THEN 'mlspp' WHEN 'industrial_safety' THEN 'mes' END
$$;
COMMENT ON FUNCTION ministry_of_law IS 'The ministry that answers for the criteria of the degree under a law.';

CREATE FUNCTION app_may_change_rules_of(asked_law text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(app_role() = 'minister' AND app_body() = ministry_of_law(asked_law), false)
$$;
COMMENT ON FUNCTION app_may_change_rules_of IS 'The asker is the minister whose ministry answers for the law; nobody else changes its rules.';

CREATE FUNCTION degrees_if(asked_law text, asked_constants jsonb, asked_indicators jsonb)
RETURNS TABLE (region_code text, degree_before degree, degree_after degree, facility_count bigint) LANGUAGE plpgsql STABLE AS $$
DECLARE
    day date := (SELECT max(scored_on) FROM risk_run);
    newest risk_rule := (SELECT r FROM risk_rule r WHERE r.law = asked_law ORDER BY r.version DESC LIMIT 1);
    proposed risk_terms := terms_from(newest.version, newest.regime, asked_constants, asked_indicators);
    labour risk_terms := CASE asked_law WHEN 'labour' THEN proposed ELSE terms_on('labour', day) END;
    safety risk_terms := CASE asked_law WHEN 'labour' THEN terms_on('industrial_safety', day) ELSE proposed END;
BEGIN
    RETURN QUERY
    WITH both_times AS (
        SELECT s.region_code, CASE asked_law WHEN 'labour' THEN s.labour_degree ELSE s.safety_degree END AS before,
            CASE asked_law WHEN 'labour' THEN coalesce(h.labour_degree, d.labour_degree) ELSE coalesce(h.safety_degree, d.safety_degree) END AS after
        FROM degrees_under(labour, safety, day) d
        JOIN risk_score s ON s.facility_id = d.facility_id AND s.valid_to = 'infinity'
        LEFT JOIN set_by_hand_on(day) h ON h.facility_id = d.facility_id
    )
    SELECT b.region_code, b.before, b.after, count(*) FROM both_times b GROUP BY 1, 2, 3;
END $$;
COMMENT ON FUNCTION degrees_if IS 'Facilities by region, degree of the last scoring and degree under a rule only proposed, with what was known on that day; those set by hand keep their degree. Nothing is written.';

CREATE FUNCTION change_risk_rule(asked_law text, base_version integer, asked_from date, asked_constants jsonb, asked_indicators jsonb, why text)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    base risk_rule;
    made integer := base_version + 1;
BEGIN
    IF NOT app_may_change_rules_of(asked_law) THEN
        RAISE EXCEPTION 'Only the minister who answers for the law changes its rules.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('risk_rule'));  -- one editor at a time; the second then finds a newer version
    IF NOT pg_try_advisory_xact_lock_shared(hashtext('risk_scoring')) THEN  -- shared: an editor never stands in another's way here
        RAISE EXCEPTION 'Refused: a day is being scored' USING ERRCODE = 'check_violation', CONSTRAINT = 'scoring_is_under_way';
    END IF;
    SELECT * INTO base FROM risk_rule WHERE law = asked_law ORDER BY version DESC LIMIT 1;
    IF base.version IS DISTINCT FROM base_version THEN
        RAISE EXCEPTION 'Refused: another version was made meanwhile' USING ERRCODE = 'check_violation', CONSTRAINT = 'changed_meanwhile';
    ELSIF asked_from IS NULL OR asked_from <= (SELECT max(scored_on) FROM risk_run) THEN
        RAISE EXCEPTION 'Refused: the day has been scored' USING ERRCODE = 'check_violation', CONSTRAINT = 'day_is_scored';
    END IF;
    INSERT INTO risk_rule (law, version, regime, valid_from, constants, status, source_url, note_kk, note_ru, note_en,
                           changed_by, changed_by_kk, changed_by_ru, changed_by_en, changed_at, reason)
    SELECT asked_law, made, base.regime, asked_from, asked_constants, 'unchecked', base.source_url, base.note_kk, base.note_ru, base.note_en,
        coalesce(app_user_code(), ''), u.name_kk, u.name_ru, u.name_en, clock_timestamp(), coalesce(why, '')
    FROM (SELECT 1) AS one_row LEFT JOIN app_user u ON u.user_code = app_user_code();
    INSERT INTO risk_rule_indicator (law, version, reason_code, points_each, most_counted, is_assumption)
    SELECT asked_law, made, i.key, CAST(i.value ->> 'points_each' AS numeric), CAST(i.value ->> 'most_counted' AS integer),
        coalesce(CAST(i.value ->> 'is_assumption' AS boolean), true)
    FROM jsonb_each(asked_indicators) AS i;
    INSERT INTO audit_event (user_code, role, action, object, before, after)
    VALUES (app_user_code(), app_role(), 'change_risk_rule', asked_law, rule_in_full(asked_law, base_version), rule_in_full(asked_law, made));
    PERFORM move_data_version();
    RETURN made;
END $$;
COMMENT ON FUNCTION change_risk_rule IS 'Writes the next version of a rule with its reason and its entry in the audit trail; returns its number. Refuses who may not, a base that is no longer the newest (changed_meanwhile), a first day on or before the last day scored (day_is_scored), a change while a day is being scored (scoring_is_under_way), constants without sense (constants_make_sense).';
REVOKE ALL ON FUNCTION change_risk_rule FROM PUBLIC;
GRANT EXECUTE ON FUNCTION change_risk_rule TO map_writer;
