-- Effects of groups of the version that scores :as_of, with their names: regions, hazard types, activities; the highest first in each.
SELECT g.feature, g.code, CAST(g.log_odds AS double precision) AS log_odds, exp(CAST(g.log_odds AS double precision)) AS odds_factor,
    coalesce(r.name_kk, h.name_kk, a.name_kk) AS name_kk, coalesce(r.name_ru, h.name_ru, a.name_ru) AS name_ru,
    coalesce(r.name_en, h.name_en, a.name_en) AS name_en
FROM risk_model_group g
JOIN model_on(CAST(:as_of AS date)) m USING (model_version)
LEFT JOIN region r ON g.feature = 'region_code' AND r.region_code = g.code
LEFT JOIN hazard_type h ON g.feature = 'hazard_type_code' AND h.hazard_type_code = g.code
LEFT JOIN activity a ON g.feature = 'activity_code' AND a.activity_code = g.code
ORDER BY g.feature DESC, g.log_odds DESC, g.code
