-- Every rule of the statutory degree, by law and from the newest, and whether it is in force on :as_of (both ends included).
SELECT law, regime, valid_from, nullif(valid_to, CAST('9999-12-31' AS date)) AS valid_to,
    CAST(:as_of AS date) BETWEEN valid_from AND valid_to AS is_in_force,
    constants, status, source_url, note_kk, note_ru, note_en
FROM risk_rule
ORDER BY law, valid_from DESC
