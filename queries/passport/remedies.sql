-- What can be done at a facility that would lower its predicted probability, the most effective first, each together with all those before it.
-- Effects add up, so that the first so many rows are the smallest set that reaches what their last row reaches.
WITH kept AS (
    SELECT s.probability, s.model_version, s.contributions,
        (SELECT m.base_log_odds + coalesce(sum(CAST(c.item ->> 'log_odds' AS numeric)), 0)
         FROM risk_model m, jsonb_array_elements(s.contributions) AS c (item) WHERE m.model_version = s.model_version
         GROUP BY m.base_log_odds) AS log_odds
    FROM risk_score s
    WHERE s.facility_id = CAST(:facility_id AS bigint)
      AND s.valid_from <= CAST(:as_of AS date) AND s.valid_to > CAST(:as_of AS date)
      AND (CAST(:viewer_region AS text) IS NULL OR s.region_code = :viewer_region)
),
touched_by_an_action (action, feature, is_counted) AS (
    VALUES ('fix_gross_violations', 'gross_open_count', true), ('fulfil_prescriptions', 'overdue_prescription_count', true),
           ('renew_expertise', 'lapsed_expertise_count', true), ('close_insurance_gap', 'is_insurance_gap', true),
           ('replace_devices', 'expired_device_count', true), ('replace_devices', 'years_beyond_service_life', false)
),
as_if_done AS (
    SELECT k.probability, k.log_odds AS now, t.action, coalesce(n.log_odds, 0) - CAST(c.item ->> 'log_odds' AS numeric) AS effect,
        CASE WHEN t.is_counted THEN CAST(c.item ->> 'value' AS numeric) END AS thing_count
    FROM kept k CROSS JOIN LATERAL jsonb_array_elements(k.contributions) AS c (item)
    JOIN touched_by_an_action t ON t.feature = c.item ->> 'code' AND c.item -> 'value' > '0'
    LEFT JOIN LATERAL (
        SELECT s.log_odds FROM risk_model_step s
        WHERE s.model_version = k.model_version AND s.feature = t.feature AND s.at_least <= 0
        ORDER BY s.at_least DESC LIMIT 1) n ON true
),
acted AS (
    SELECT probability, now, action, sum(effect) AS effect, CAST(max(thing_count) AS integer) AS thing_count
    FROM as_if_done
    GROUP BY probability, now, action
    HAVING sum(effect) < 0
)
SELECT action, thing_count, CAST(effect AS double precision) AS log_odds,
    probability_of(now + sum(effect) OVER in_order) AS probability_after,
    probability_mark(probability_of(now + sum(effect) OVER in_order)) AS mark_after, probability_mark(probability) AS mark_now
FROM acted
WINDOW in_order AS (ORDER BY effect, action ROWS UNBOUNDED PRECEDING)
ORDER BY effect, action
