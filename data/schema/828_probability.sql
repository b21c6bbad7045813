-- The predicted probability of every facility on a day, with what adds up to it, in one pass.

CREATE FUNCTION probability_of(log_odds numeric) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT 1 / (1 + exp(-CAST(greatest(least(log_odds, 700), -700) AS double precision)))
$$;
COMMENT ON FUNCTION probability_of IS 'Probability of log odds; beyond 700 either way they are taken as 700, which no number of this kind could tell apart from certainty.';

CREATE FUNCTION probability_on(day date, asked bigint[] DEFAULT NULL) RETURNS TABLE (
    facility_id bigint, probability double precision, model_version integer, contributions jsonb
) LANGUAGE sql STABLE AS $$
WITH model AS MATERIALIZED (
    SELECT m.* FROM model_on(day) m WHERE m.model_version IS NOT NULL
),
steps AS MATERIALIZED (  -- one row a feature, its steps in order, so that a value finds its own without a join
    SELECT s.feature, array_agg(s.at_least ORDER BY s.at_least) FILTER (WHERE s.at_least <> 'NaN') AS at_least,
        array_agg(s.log_odds ORDER BY s.at_least) FILTER (WHERE s.at_least <> 'NaN') AS log_odds,
        max(s.log_odds) FILTER (WHERE s.at_least = 'NaN') AS log_odds_of_missing
    FROM risk_model_step s JOIN model m USING (model_version)
    GROUP BY s.feature
),
groups AS MATERIALIZED (
    SELECT g.feature, g.code, g.log_odds FROM risk_model_group g JOIN model m USING (model_version)
),
features AS MATERIALIZED (
    SELECT * FROM risk_features_on(day, asked) WHERE EXISTS (SELECT 1 FROM model)
),
told AS (  -- what grows by itself is told by the step it stands on, so that a score changes only when the step does
    SELECT f.facility_id, v.* FROM features f CROSS JOIN LATERAL (VALUES
        ('gross_open_count', CAST(f.gross_open_count AS double precision), false),
        ('gross_count_12_months', f.gross_count_12_months, false),
        ('significant_count_12_months', f.significant_count_12_months, false),
        ('minor_count_12_months', f.minor_count_12_months, false),
        ('gross_count_24_months_before', f.gross_count_24_months_before, false),
        ('significant_count_24_months_before', f.significant_count_24_months_before, false),
        ('minor_count_24_months_before', f.minor_count_24_months_before, false),
        ('is_never_inspected', f.is_never_inspected, false),
        ('years_since_inspection', f.years_since_inspection, true),
        ('accident_count_12_months', f.accident_count_12_months, false),
        ('accident_count_24_months_before', f.accident_count_24_months_before, false),
        ('killed_count_12_months', f.killed_count_12_months, false),
        ('killed_count_24_months_before', f.killed_count_24_months_before, false),
        ('worker_count', f.worker_count, false),
        ('expired_device_count', f.expired_device_count, false),
        ('years_beyond_service_life', f.years_beyond_service_life, true),
        ('lapsed_expertise_count', f.lapsed_expertise_count, false),
        ('overdue_prescription_count', f.overdue_prescription_count, false),
        ('is_insurance_gap', f.is_insurance_gap, false),
        ('is_declaration_required', f.is_declaration_required, false),
        ('facility_age_years', f.facility_age_years, true)) AS v (feature, value, is_told_by_step)
),
added AS (
    SELECT t.facility_id, t.feature, a.log_odds,
        to_jsonb(CASE WHEN t.is_told_by_step THEN greatest(s.at_least[a.place], 0) ELSE t.value END) AS value
    FROM told t
    JOIN steps s USING (feature)
    CROSS JOIN LATERAL (SELECT width_bucket(t.value, s.at_least) AS place) AS found
    CROSS JOIN LATERAL (SELECT found.place, CASE WHEN t.value IS NULL THEN s.log_odds_of_missing ELSE s.log_odds[found.place] END AS log_odds) AS a
    WHERE a.log_odds <> 0
    UNION ALL
    SELECT f.facility_id, v.feature, g.log_odds, to_jsonb(v.code)
    FROM features f CROSS JOIN LATERAL (VALUES
        ('region_code', f.region_code), ('hazard_type_code', f.hazard_type_code), ('activity_code', f.activity_code)) AS v (feature, code)
    JOIN groups g USING (feature, code)
    WHERE g.log_odds <> 0
),
summed AS (
    SELECT facility_id, sum(log_odds) AS log_odds,
        jsonb_agg(jsonb_build_object('code', feature, 'value', value, 'log_odds', log_odds) ORDER BY abs(log_odds) DESC, feature) AS contributions
    FROM added
    GROUP BY facility_id
)
SELECT f.facility_id, probability_of(m.base_log_odds + coalesce(s.log_odds, 0)), m.model_version, coalesce(s.contributions, '[]')
FROM features f CROSS JOIN model m
LEFT JOIN summed s USING (facility_id)
$$;
COMMENT ON FUNCTION probability_on IS 'Probability of an accident with lost time or death within twelve months as known at the end of a day, by the version of model_on(day); contributions are [{code, value, log_odds}], those that add something, heaviest first: with the base they sum to the log odds. No rows where no version is valid.';
