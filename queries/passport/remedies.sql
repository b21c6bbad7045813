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
scored AS (
    SELECT max(scored_on) AS day FROM risk_run WHERE scored_on <= CAST(:as_of AS date)
),
worn_out AS (  -- beyond their service life, and without a valid expertise: to replace them settles both
    SELECT count(*) AS lapsed FROM device d JOIN scored s ON d.known_on <= s.day AND (d.removed_on IS NULL OR d.removed_on > s.day)
    WHERE d.facility_id = CAST(:facility_id AS bigint) AND d.service_ends_on <= s.day AND d.expertise_valid_to < s.day
      AND (CAST(:viewer_region AS text) IS NULL OR d.region_code = :viewer_region)
),
touched_by_an_action (action, feature, is_counted) AS (
    VALUES ('fix_gross_violations', 'gross_open_count', true), ('fulfil_prescriptions', 'overdue_prescription_count', true),
           ('renew_expertise', 'lapsed_expertise_count', true), ('close_insurance_gap', 'is_insurance_gap', true),
           ('replace_devices', 'expired_device_count', true), ('replace_devices', 'years_beyond_service_life', false),
           ('replace_devices', 'lapsed_expertise_count', false)
),
values_moved AS (  -- from what to what an act takes a value; the expertise of a worn-out device is a matter of replacing it
    SELECT k.probability, k.model_version, k.log_odds AS now, t.action, t.feature, t.is_counted,
        CASE t.action WHEN 'renew_expertise' THEN greatest(v.value - w.lapsed, 0) ELSE v.value END AS before,
        CASE WHEN t.action = 'replace_devices' AND t.feature = 'lapsed_expertise_count' THEN greatest(v.value - w.lapsed, 0) ELSE 0 END AS after
    FROM kept k CROSS JOIN worn_out w CROSS JOIN LATERAL jsonb_array_elements(k.contributions) AS c (item)
    JOIN touched_by_an_action t ON t.feature = c.item ->> 'code'
    CROSS JOIN LATERAL (SELECT CASE WHEN jsonb_typeof(c.item -> 'value') = 'number' THEN CAST(c.item ->> 'value' AS numeric) END AS value) AS v
),
as_if_done AS (
    SELECT m.probability, m.now, m.action, coalesce(a.log_odds, 0) - coalesce(b.log_odds, 0) AS effect,
        CASE WHEN m.is_counted THEN m.before END AS thing_count
    FROM values_moved m
    LEFT JOIN LATERAL (
        SELECT s.log_odds FROM risk_model_step s
        WHERE s.model_version = m.model_version AND s.feature = m.feature AND s.at_least <= m.before
        ORDER BY s.at_least DESC LIMIT 1) b ON true
    LEFT JOIN LATERAL (
        SELECT s.log_odds FROM risk_model_step s
        WHERE s.model_version = m.model_version AND s.feature = m.feature AND s.at_least <= m.after
        ORDER BY s.at_least DESC LIMIT 1) a ON true
    WHERE m.before > m.after
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
