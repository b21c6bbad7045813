-- Scoring a day: only what deliveries and the days have touched since the last scoring, where that gives the same as scoring everything.

CREATE FUNCTION falls_between(turning date, since date, day date) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT turning > since AND turning <= day
$$;
COMMENT ON FUNCTION falls_between IS 'A day from which something counts lies after one day, and not after a later one.';

CREATE FUNCTION grows_old(happened date, since date, day date) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (happened > since - interval '1 year') <> (happened > day - interval '1 year')
        OR (happened > since - interval '3 years') <> (happened > day - interval '3 years')
        OR (happened >= first_day_of_12_quarters(since)) <> (happened >= first_day_of_12_quarters(day))
$$;
COMMENT ON FUNCTION grows_old IS 'What happened leaves a window that counts back from the day: a year, three years, twelve quarters.';

CREATE FUNCTION turned_between(since date, day date) RETURNS bigint[] LANGUAGE sql STABLE AS $$
    WITH turned AS (
        SELECT f.facility_id FROM facility f
        WHERE falls_between(f.known_on, since, day) OR falls_between(f.decommissioned_on, since, day)
            OR whole_years(f.commissioned_on, since) <> whole_years(f.commissioned_on, day)
        UNION
        SELECT i.facility_id FROM inspection i
        WHERE falls_between(i.known_on, since, day) OR grows_old(i.inspected_on, since, day)
            OR whole_years(i.inspected_on, since) <> whole_years(i.inspected_on, day)
        UNION
        SELECT v.facility_id FROM violation v
        WHERE falls_between(v.known_on, since, day) OR falls_between(v.fix_known_on, since, day) OR grows_old(v.found_on, since, day)
        UNION
        SELECT p.facility_id FROM prescription p
        WHERE falls_between(p.known_on, since, day) OR falls_between(p.fulfilment_known_on, since, day) OR falls_between(p.due_on + 1, since, day)
        UNION
        SELECT a.facility_id FROM accident a
        WHERE a.facility_id IS NOT NULL AND (falls_between(a.known_on, since, day) OR grows_old(a.occurred_on, since, day))
        UNION
        SELECT d.facility_id FROM device d
        WHERE falls_between(d.known_on, since, day) OR falls_between(d.removed_on, since, day) OR falls_between(d.service_ends_on, since, day)
            OR falls_between(d.expertise_valid_to + 1, since, day) OR whole_years(d.service_ends_on, since) <> whole_years(d.service_ends_on, day)
        UNION
        SELECT p.facility_id FROM permit p
        WHERE falls_between(p.known_on, since, day) OR falls_between(p.valid_from, since, day) OR falls_between(p.valid_to + 1, since, day)
        UNION
        SELECT o.facility_id FROM degree_override o
        WHERE falls_between(o.valid_from, since, day) OR falls_between(o.expires_on + 1, since, day)
    )
    SELECT coalesce(array_agg(facility_id), '{}') FROM turned
$$;
COMMENT ON FUNCTION turned_between IS 'Facilities whose score may differ between two days though nothing was delivered: something became known, began, ended or left a window. Every day that facility_facts_on, risk_features_on and override_on compare with theirs stands here.';

CREATE FUNCTION is_judged_alike(since date, day date) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT (rule_on('labour', since)).version IS NOT DISTINCT FROM (rule_on('labour', day)).version
       AND (rule_on('industrial_safety', since)).version IS NOT DISTINCT FROM (rule_on('industrial_safety', day)).version
       AND (model_on(since)).model_version IS NOT DISTINCT FROM (model_on(day)).model_version
$$;
COMMENT ON FUNCTION is_judged_alike IS 'The same rules and the same model are in force on two days.';

CREATE FUNCTION score_day(day date, is_full boolean, OUT touched integer, OUT computed integer, OUT written integer)
LANGUAGE plpgsql SET jit = off AS $$
DECLARE
    last risk_run := (SELECT r FROM risk_run r ORDER BY scored_on DESC LIMIT 1);
    asked bigint[];
    tables text[];
BEGIN
    SELECT t.facility_ids, t.tables INTO asked, tables FROM take_touched() t;
    IF NOT is_full AND last.scored_on <= day AND array_position(asked, NULL) IS NULL AND is_judged_alike(last.scored_on, day) THEN
        IF last.scored_on < day THEN
            asked := ARRAY(SELECT unnest(asked) UNION SELECT unnest(turned_between(last.scored_on, day)));
        END IF;
        touched := cardinality(asked);
    END IF;
    IF coalesce(touched, last.facility_count) * 3 >= last.facility_count THEN  -- then one pass over all is cheaper
        touched := NULL;
    END IF;
    IF touched IS NULL AND last.scored_on >= day THEN
        PERFORM rewind_scores(day);
    END IF;
    SELECT r.computed, r.written INTO computed, written FROM record_scores(day, CASE WHEN touched IS NOT NULL THEN asked END) r;
    PERFORM refresh_measures(NULL, CASE WHEN NOT is_full THEN tables END);
END $$;
COMMENT ON FUNCTION score_day IS 'Scores a day, the last scored one or a later one: only the facilities touched since, or every facility where asked to, where what all scores stand on changed, or where a third was touched; touched is then null.';

CREATE FUNCTION follow_act(of_facility bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    day date := (SELECT max(scored_on) FROM risk_run);
BEGIN
    IF (SELECT max(o.valid_from) FROM degree_override o WHERE o.facility_id = of_facility) <= day
        AND pg_try_advisory_xact_lock(hashtext('risk_scoring')) THEN  -- else the scoring under way, or the next one, follows
        PERFORM record_scores(day, ARRAY[of_facility]);
        PERFORM move_data_version();
    END IF;
END $$;
COMMENT ON FUNCTION follow_act IS 'Scores one facility on the last scored day again, so that the map shows a degree just set by hand or withdrawn; does nothing where that day is before the act. Call it after the act is kept.';
REVOKE ALL ON FUNCTION follow_act FROM PUBLIC;
GRANT EXECUTE ON FUNCTION follow_act TO map_writer;
