-- The rules of the statutory degree by law and version: what is written once stays, a change is a new version valid from a day.

CREATE FUNCTION constants_are_sound(regime text, c jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(CASE regime
        WHEN 'points' THEN
            CAST(c ->> 'gross_points' AS numeric) BETWEEN 0 AND 100
            AND CAST(c ->> 'significant_weight' AS numeric) >= 0 AND CAST(c ->> 'minor_weight' AS numeric) >= 0
            AND CAST(c ->> 'significant_weight' AS numeric) + CAST(c ->> 'minor_weight' AS numeric) = 1
            AND 0 < CAST(c ->> 'medium_from' AS integer) AND CAST(c ->> 'medium_from' AS integer) < CAST(c ->> 'high_from' AS integer)
            AND CAST(c ->> 'high_from' AS integer) <= 100
            AND CAST(c ->> 'insurance_lowers_by_degrees' AS integer) = 1
            AND 1 <= CAST(c -> 'years_between_visits' ->> 'high' AS integer)
            AND CAST(c -> 'years_between_visits' ->> 'high' AS integer) <= CAST(c -> 'years_between_visits' ->> 'medium' AS integer)
            AND CAST(c -> 'years_between_visits' ->> 'medium' AS integer) <= CAST(c -> 'years_between_visits' ->> 'low' AS integer)
            AND CAST(c -> 'years_between_visits' ->> 'low' AS integer) <= 10
        WHEN 'rule' THEN
            CAST(c ->> 'high_if_declaration_required' AS boolean) AND CAST(c ->> 'high_if_device_beyond_service_life' AS boolean)
            AND 1 <= CAST(c -> 'years_between_visits' ->> 'high' AS integer)
            AND CAST(c -> 'years_between_visits' ->> 'high' AS integer) <= CAST(c -> 'years_between_visits' ->> 'not_high' AS integer)
            AND CAST(c -> 'years_between_visits' ->> 'not_high' AS integer) <= 10
    END, false)
$$;
COMMENT ON FUNCTION constants_are_sound IS 'The constants of a regime are all there and make sense: weights add up to 1, bounds rise, a higher degree never waits longer for a visit.';

CREATE TABLE risk_rule (
    law text NOT NULL CHECK (law IN ('labour', 'industrial_safety')),
    version integer NOT NULL CHECK (version > 0),
    regime text NOT NULL CHECK (regime IN ('points', 'rule')),
    valid_from date NOT NULL,
    constants jsonb NOT NULL CONSTRAINT constants_make_sense CHECK (constants_are_sound(regime, constants)),
    status text NOT NULL CHECK (status IN ('checked', 'unchecked')),
    source_url text NOT NULL,
    note_kk text NOT NULL,
    note_ru text NOT NULL,
    note_en text NOT NULL,
    changed_by text CHECK (changed_by <> ''),
    changed_by_kk text,
    changed_by_ru text,
    changed_by_en text,
    changed_at timestamptz,
    reason text CHECK (btrim(reason) <> ''),
    PRIMARY KEY (law, version),
    CONSTRAINT changed_by_somebody_for_a_reason CHECK (num_nulls(changed_by, changed_at, reason) IN (0, 3))
);
COMMENT ON TABLE risk_rule IS 'What sets the statutory degree under a law, version by version: of those valid from a day or earlier, the highest version counts (rule_on). Never updated, never deleted.';
COMMENT ON COLUMN risk_rule.status IS 'unchecked where a constant has not been compared with the text of the act; the screen says so.';
COMMENT ON COLUMN risk_rule.changed_by IS 'Code of the person who made this version; null for versions that came with the reference facts.';
COMMENT ON COLUMN risk_rule.changed_by_kk IS 'The post of that person as it was called then.';

CREATE TABLE risk_rule_indicator (
    law text NOT NULL,
    version integer NOT NULL,
    reason_code text NOT NULL CHECK (reason_code IN ('overdue_prescriptions', 'fatal_accidents')),
    points_each numeric NOT NULL CHECK (points_each BETWEEN 0 AND 100),
    most_counted integer NOT NULL CHECK (most_counted BETWEEN 0 AND 100),
    is_assumption boolean NOT NULL,
    PRIMARY KEY (law, version, reason_code),
    FOREIGN KEY (law, version) REFERENCES risk_rule
);
COMMENT ON TABLE risk_rule_indicator IS 'Subjective indicators of the points regime beside violations: points for each, up to the most counted. An indicator without a row adds nothing.';
COMMENT ON COLUMN risk_rule_indicator.reason_code IS 'What is counted, by the code it has among the reasons of a score.';
COMMENT ON COLUMN risk_rule_indicator.is_assumption IS 'True where indicator and points are an assumption of this product, not taken from the act; the screen says so.';

CREATE FUNCTION refuse_change_of_rule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A version of a rule stays as it is: make a new one.';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON risk_rule FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_rule();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON risk_rule_indicator
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_rule();

CREATE FUNCTION rule_on(asked_law text, day date) RETURNS risk_rule LANGUAGE sql STABLE AS $$
    SELECT * FROM risk_rule WHERE law = asked_law AND valid_from <= day ORDER BY version DESC LIMIT 1
$$;
COMMENT ON FUNCTION rule_on IS 'The rule of a law in force on a day: the highest version valid from that day or earlier; null before the first one.';

CREATE FUNCTION last_day_of_rule(asked_law text, asked_version integer) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT min(valid_from) - 1 FROM risk_rule WHERE law = asked_law AND version > asked_version
$$;
COMMENT ON FUNCTION last_day_of_rule IS 'Last day a version may be in force, null while no later one follows; before its first day where a later version replaced it unused.';

CREATE FUNCTION indicators_of(asked_law text, asked_version integer) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_object_agg(reason_code, jsonb_build_object(
        'points_each', points_each, 'most_counted', most_counted, 'is_assumption', is_assumption)), '{}')
    FROM risk_rule_indicator WHERE law = asked_law AND version = asked_version
$$;
COMMENT ON FUNCTION indicators_of IS 'Indicators of a version as {code: {points_each, most_counted, is_assumption}}.';

CREATE FUNCTION rule_in_full(asked_law text, asked_version integer) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('valid_from', valid_from, 'regime', regime, 'constants', constants, 'indicators', indicators_of(law, version),
                              'source_url', source_url, 'reason', reason)
    FROM risk_rule WHERE law = asked_law AND version = asked_version
$$;
COMMENT ON FUNCTION rule_in_full IS 'Everything that a version says, as the audit trail keeps it.';

CREATE FUNCTION rule_versions_on(as_of date) RETURNS TABLE (rule risk_rule, valid_to date, is_in_force boolean, indicators jsonb)
LANGUAGE sql STABLE AS $$
    WITH known AS (  -- a version made on a day counts as known from that day of Kazakhstan
        SELECT r, min(r.valid_from) OVER (PARTITION BY r.law ORDER BY r.version ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) - 1 AS valid_to
        FROM risk_rule r
        WHERE r.changed_at IS NULL OR CAST(r.changed_at AT TIME ZONE 'Asia/Almaty' AS date) <= as_of
    )
    SELECT r, valid_to, as_of >= (r).valid_from AND (valid_to IS NULL OR as_of <= valid_to), indicators_of((r).law, (r).version)
    FROM known
$$;
COMMENT ON FUNCTION rule_versions_on IS 'Every version of every rule made by a day, with its last day (null while open), whether it is in force on the day, and its indicators.';
