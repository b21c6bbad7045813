-- Every version of the rules of the statutory degree known on :as_of, by law and from the newest, and whether it is in force on that day.
SELECT (v.rule).law, (v.rule).version, (v.rule).regime, (v.rule).valid_from, v.valid_to, v.is_in_force, (v.rule).constants, v.indicators,
    (v.rule).status, (v.rule).source_url, (v.rule).note_kk, (v.rule).note_ru, (v.rule).note_en
FROM rule_versions_on(CAST(:as_of AS date)) v
ORDER BY (v.rule).law, (v.rule).version DESC
