-- Steps of the numeric features of the version that scores :as_of, features that can move the odds most first. from_value is the first value
-- of the step, null below every other; where the value is not known, is_missing.
WITH steps AS (
    SELECT s.feature, s.at_least, CAST(s.log_odds AS double precision) AS log_odds, s.at_least = 'NaN' AS is_missing
    FROM risk_model_step s JOIN model_on(CAST(:as_of AS date)) m USING (model_version)
),
spread AS (
    SELECT feature, max(log_odds) - min(log_odds) AS spread FROM steps WHERE NOT is_missing GROUP BY feature
)
SELECT s.feature, CASE WHEN s.at_least NOT IN ('-Infinity', 'NaN') THEN s.at_least END AS from_value, s.is_missing, s.log_odds,
    exp(s.log_odds) AS odds_factor, p.spread
FROM steps s JOIN spread p USING (feature)
ORDER BY p.spread DESC, s.feature, s.at_least
