-- The version of each law's rule that the last scoring on or before :as_of used; that in force on :as_of itself where nothing was scored.
WITH last_run AS (
    SELECT scored_on, labour_rule_version, safety_rule_version FROM risk_run
    WHERE scored_on <= CAST(:as_of AS date) ORDER BY scored_on DESC LIMIT 1
),
used AS (
    SELECT 'labour' AS law, labour_rule_version AS version FROM last_run
    UNION ALL
    SELECT 'industrial_safety', safety_rule_version FROM last_run
    UNION ALL
    SELECT law, (rule_on(law, CAST(:as_of AS date))).version FROM unnest(ARRAY['labour', 'industrial_safety']) AS law
    WHERE NOT EXISTS (SELECT 1 FROM last_run)
)
SELECT law, version, regime, valid_from, last_day_of_rule(law, version) AS valid_to, constants, indicators_of(law, version) AS indicators,
    status, source_url, note_kk, note_ru, note_en
FROM risk_rule JOIN used USING (law, version)
ORDER BY law
