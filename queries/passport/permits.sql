-- The permit or contract of each kind that counts on :as_of, as known then: the valid one, else the last to end, else none.
-- Both end days are valid days.
WITH known_permits AS (
    SELECT * FROM permit
    WHERE facility_id = CAST(:facility_id AS bigint) AND known_on <= CAST(:as_of AS date)
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
),
with_state AS (
    SELECT *, CASE WHEN CAST(:as_of AS date) BETWEEN valid_from AND valid_to THEN 'valid'
                   WHEN valid_to < CAST(:as_of AS date) THEN 'lapsed' ELSE 'not_yet' END AS state
    FROM known_permits
),
one_of_each_kind AS (
    SELECT DISTINCT ON (kind_code) kind_code, number, valid_from, valid_to, state FROM with_state
    ORDER BY kind_code, array_position(ARRAY['valid', 'lapsed', 'not_yet'], state), valid_to DESC
)
SELECT k.kind_code, o.number, o.valid_from, o.valid_to, coalesce(o.state, 'none') AS state
FROM unnest(ARRAY['liability_insurance', 'accident_insurance', 'rescue_contract', 'attestation', 'training',
                  'risk_assessment'])
    WITH ORDINALITY AS k (kind_code, place)
LEFT JOIN one_of_each_kind o USING (kind_code)
ORDER BY k.place
