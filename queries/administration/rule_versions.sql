-- Every version of every rule made by :as_of, the newest first: its numbers, its days, who made it, when and why.
SELECT (v.rule).law, (v.rule).version, (v.rule).regime, (v.rule).valid_from, v.valid_to, v.is_in_force, (v.rule).constants, v.indicators,
    (v.rule).status, (v.rule).changed_by, (v.rule).changed_by_kk, (v.rule).changed_by_ru, (v.rule).changed_by_en,
    CAST((v.rule).changed_at AT TIME ZONE 'Asia/Almaty' AS date) AS changed_on, (v.rule).reason
FROM rule_versions_on(CAST(:as_of AS date)) v
ORDER BY (v.rule).changed_at DESC NULLS LAST, (v.rule).law DESC, (v.rule).version DESC
