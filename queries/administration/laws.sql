-- The laws whose rules set a degree, the ministry that answers for each, and whether the viewer may change its rules.
SELECT law, app_may_change_rules_of(law) AS may_change, b.name_kk, b.name_ru, b.name_en
FROM unnest(ARRAY['labour', 'industrial_safety']) AS law
JOIN body b ON b.body_code = ministry_of_law(law)
ORDER BY law DESC
