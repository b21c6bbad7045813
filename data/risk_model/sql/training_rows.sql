-- Features of every facility as known on an origin, and whether at least one accident happened there in the twelve months after it,
-- as known on known_through. All rows with an accident, and of the others so many lots of 1,024, drawn from the number so that the draw repeats.
WITH struck AS (
    SELECT DISTINCT facility_id FROM accident
    WHERE occurred_on > %(origin)s AND occurred_on <= CAST(%(origin)s AS date) + interval '1 year'
      AND known_on <= %(known_through)s AND facility_id IS NOT NULL
)
SELECT CAST(%(origin)s AS date) AS origin, CAST(s.facility_id IS NOT NULL AS integer) AS has_accident_next_12_months, f.*
FROM risk_features_on(%(origin)s) f LEFT JOIN struck s USING (facility_id)
WHERE s.facility_id IS NOT NULL OR hashint8(f.facility_id) & 1023 < %(lots)s
ORDER BY f.facility_id
