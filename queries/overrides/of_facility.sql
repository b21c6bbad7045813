-- Every act on the degrees of a facility known on :as_of, by law, the newest first, with the body of its author and whether it is in force.
SELECT o.law, o.entry_no, o.action, CAST(o.degree AS text) AS degree, o.valid_from, o.expires_on, o.reason,
    o.author_kk, o.author_ru, o.author_en, b.short_kk AS body_kk, b.short_ru AS body_ru, b.short_en AS body_en,
    n.entry_no IS NOT NULL AS is_in_force
FROM degree_override o
JOIN body b ON b.body_code = o.author_body_code
LEFT JOIN override_on(CAST(:as_of AS date)) n ON n.facility_id = o.facility_id AND n.law = o.law AND n.entry_no = o.entry_no
WHERE o.facility_id = CAST(:facility_id AS bigint) AND o.valid_from <= CAST(:as_of AS date)
  AND (CAST(:viewer_region AS text) IS NULL OR o.region_code = :viewer_region)
ORDER BY o.law, o.entry_no DESC
