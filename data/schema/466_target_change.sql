-- Entering a region's own targets: who may, what a path must meet, and the one way to write it.

CREATE FUNCTION app_may_set_targets_of(asked_region text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce((app_role() = 'minister' AND app_body() = 'mlspp') OR (app_role() = 'akimat' AND app_region() = asked_region), false)
$$;
COMMENT ON FUNCTION app_may_set_targets_of IS 'The asker is the minister who answers for the Concept of Safe Labour, or the akimat whose obligation the target is; nobody else enters targets.';

CREATE FUNCTION app_may_loosen_targets() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(app_role() = 'minister' AND app_body() = 'mlspp', false)
$$;
COMMENT ON FUNCTION app_may_loosen_targets IS 'The asker may put a weaker target in place of the one in force; an akimat may only tighten its own, for nobody lowers the bar he is measured by.';

CREATE FUNCTION path_if(asked_indicator text, asked_region text, points jsonb, day date) RETURNS TABLE (
    year integer, value numeric, is_interpolated boolean, is_own boolean
) LANGUAGE sql STABLE AS $$
    WITH candidates AS (
        SELECT s.year, s.value, s.is_interpolated, true AS is_own, 1 AS place FROM straight_between(points) s
        UNION ALL
        SELECT p.year, p.value, p.is_interpolated, p.region_code IS NOT NULL, CASE WHEN p.region_code IS NULL THEN 3 ELSE 2 END
        FROM published_targets_on(day) p
        WHERE p.indicator_code = asked_indicator AND (p.region_code IS NULL OR p.region_code = asked_region)
    )
    SELECT DISTINCT ON (c.year) c.year, c.value, c.is_interpolated, c.is_own
    FROM candidates c WHERE c.year >= extract(year FROM day)
    ORDER BY c.year, c.place
$$;
COMMENT ON FUNCTION path_if IS 'The path of a region from the year of a day on, were these points its next version; null points: were its own targets withdrawn.';

CREATE FUNCTION is_weaker(asked_indicator text, value numeric, than numeric) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE direction WHEN 'lower_is_better' THEN value > than ELSE value < than END FROM indicator WHERE indicator_code = asked_indicator
$$;
COMMENT ON FUNCTION is_weaker IS 'A target asks for less than another one, by the direction of the indicator.';

CREATE FUNCTION points_refusal(asked_indicator text, points jsonb, day date) RETURNS text LANGUAGE sql STABLE AS $$
    WITH entered AS (
        SELECT CAST(p ->> 0 AS integer) AS year, CAST(p ->> 1 AS numeric) AS value FROM jsonb_array_elements(points) p
    ),
    with_the_one_before AS (
        SELECT e.year, e.value, lag(e.value) OVER (ORDER BY e.year) AS before FROM entered e
    )
    SELECT CASE
        WHEN count(*) < 2 THEN 'two_years_at_least'
        WHEN count(DISTINCT w.year) < count(*) THEN 'year_twice'
        WHEN min(w.year) < extract(year FROM day) THEN 'year_is_over'
        WHEN max(w.year) > 2060 THEN 'year_is_too_late'
        WHEN min(w.value) < 0 THEN 'value_is_negative'
        WHEN min(w.value) = 0 AND i.direction = 'higher_is_better' THEN 'value_is_zero'
        WHEN max(w.value) > 100 AND i.unit = 'percent' THEN 'more_than_all'
        WHEN max(w.value) > 1000000000 THEN 'value_is_too_large'
        WHEN bool_or(is_weaker(asked_indicator, w.value, w.before)) THEN 'weaker_with_time'
    END
    FROM indicator i LEFT JOIN with_the_one_before w ON true
    WHERE i.indicator_code = asked_indicator
    GROUP BY i.direction, i.unit
$$;
COMMENT ON FUNCTION points_refusal IS 'Why points [[year, value], ...] cannot be a path, by name; null where they can.';

CREATE FUNCTION target_refusal(asked_region text, asked_indicator text, asked_points jsonb, day date) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    newest target_version := (SELECT t FROM target_version t WHERE t.region_code = asked_region AND t.indicator_code = asked_indicator
                              ORDER BY t.version DESC LIMIT 1);
    wrong text := CASE WHEN asked_points IS NOT NULL THEN points_refusal(asked_indicator, asked_points, day) END;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM indicator i WHERE i.indicator_code = asked_indicator AND i.direction <> 'neutral') THEN
        RETURN 'no_such_indicator';
    ELSIF wrong IS NOT NULL THEN
        RETURN wrong;
    ELSIF asked_points IS NULL AND newest.points IS NULL THEN
        RETURN 'nothing_to_withdraw';
    ELSIF newest.points = asked_points THEN
        RETURN 'nothing_differs';
    ELSIF NOT app_may_loosen_targets() AND EXISTS (
        SELECT 1
        FROM target_path_on(asked_indicator, day) now
        LEFT JOIN path_if(asked_indicator, asked_region, asked_points, day) made ON made.year = now.year
        WHERE now.region_code = asked_region AND now.year >= extract(year FROM day)
          AND coalesce(is_weaker(asked_indicator, made.value, now.value), true)
    ) THEN
        RETURN 'weaker_than_in_force';
    END IF;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION target_refusal IS 'Why the asker cannot make these points the next version of a region''s own targets on a day, or withdraw them where points are null, by name; null where he can.';

CREATE FUNCTION change_targets(asked_region text, asked_indicator text, base_version integer, asked_points jsonb, why text, address text)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    before target_version;
    made target_version;
    ordered jsonb := (SELECT jsonb_agg(p ORDER BY CAST(p ->> 0 AS integer)) FROM jsonb_array_elements(asked_points) p);
    wrong text;
BEGIN
    IF NOT app_may_set_targets_of(asked_region) THEN
        RAISE EXCEPTION 'Targets of a region are entered by its akimat or by the minister who answers for them.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('target_version'));  -- one editor at a time; the second then finds a newer version
    SELECT * INTO before FROM target_version t WHERE (t.region_code, t.indicator_code) = (asked_region, asked_indicator) ORDER BY t.version DESC LIMIT 1;
    wrong := CASE WHEN coalesce(before.version, 0) IS DISTINCT FROM base_version THEN 'changed_meanwhile'
                  ELSE target_refusal(asked_region, asked_indicator, CASE WHEN asked_points IS NOT NULL THEN coalesce(ordered, '[]') END, today_in_kazakhstan()) END;
    IF wrong IS NOT NULL THEN
        PERFORM refuse_act(wrong);
    END IF;
    INSERT INTO target_version (region_code, indicator_code, version, points, changed_on, changed_by, changed_by_kk, changed_by_ru, changed_by_en, reason, source_url)
    SELECT asked_region, asked_indicator, base_version + 1, ordered, today_in_kazakhstan(), coalesce(app_user_code(), ''), u.name_kk, u.name_ru, u.name_en,
        coalesce(why, ''), nullif(address, '')
    FROM (SELECT 1) AS one_row LEFT JOIN app_user u ON u.user_code = app_user_code()
    RETURNING * INTO made;
    INSERT INTO audit_event (user_code, role, action, object, before, after)
    VALUES (app_user_code(), app_role(), CASE WHEN ordered IS NULL THEN 'withdraw_targets' ELSE 'change_targets' END, asked_region || ' ' || asked_indicator,
        CASE WHEN before.version IS NOT NULL THEN to_jsonb(before) END, to_jsonb(made));
    PERFORM move_data_version();
    RETURN made.version;
END $$;
COMMENT ON FUNCTION change_targets IS 'Writes the next version of a region''s own targets with its reason and its entry in the audit trail, or withdraws them where points are null; returns its number. Refuses who may not, a base that is no longer the newest (changed_meanwhile), and what target_refusal names.';
REVOKE ALL ON FUNCTION change_targets FROM PUBLIC;
GRANT EXECUTE ON FUNCTION change_targets TO map_writer;
