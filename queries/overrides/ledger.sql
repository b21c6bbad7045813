-- The ledger of degrees set by hand as known on :as_of: every act, or only what is in force, the newest first, at most 2,000 rows.
-- state: in_force; ended, by its day or because the law no longer knows the degree; withdrawn or replaced by a later act;
-- withdrawal for an act that withdraws. Computed is the degree of the last scoring on or before the day without any hand.
WITH known AS (
    SELECT o.*, lead(o.action) OVER next_of_the_same AS next_action
    FROM degree_override o
    WHERE o.valid_from <= CAST(:as_of AS date) AND (CAST(:viewer_region AS text) IS NULL OR o.region_code = :viewer_region)
    WINDOW next_of_the_same AS (PARTITION BY o.facility_id, o.law ORDER BY o.entry_no)
),
with_states AS (
    SELECT k.*, CASE WHEN k.action = 'withdrawn' THEN 'withdrawal' WHEN k.next_action = 'withdrawn' THEN 'withdrawn'
                     WHEN k.next_action = 'set' THEN 'replaced' WHEN n.entry_no IS NOT NULL THEN 'in_force' ELSE 'ended' END AS state
    FROM known k
    LEFT JOIN override_on(CAST(:as_of AS date)) n ON n.facility_id = k.facility_id AND n.law = k.law AND n.entry_no = k.entry_no
),
newest AS (
    SELECT * FROM with_states
    WHERE state = 'in_force' OR NOT :only_in_force
    ORDER BY valid_from DESC, recorded_at DESC, facility_id, law, entry_no DESC
    LIMIT 2000
)
SELECT w.facility_id, f.name_kk, f.name_ru, f.name_en, r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en,
    w.law, w.state, CAST(w.degree AS text) AS degree, computed_degree(w.law, s.safety_degree, s.labour_degree, s.reasons) AS computed,
    w.valid_from, w.expires_on, w.reason, w.author_kk, w.author_ru, w.author_en, b.short_kk AS body_kk, b.short_ru AS body_ru, b.short_en AS body_en
FROM newest w
JOIN facility f USING (facility_id)
JOIN region r ON r.region_code = w.region_code
JOIN body b ON b.body_code = w.author_body_code
LEFT JOIN risk_score s ON s.facility_id = w.facility_id AND s.valid_from <= CAST(:as_of AS date) AND s.valid_to > CAST(:as_of AS date)
ORDER BY w.valid_from DESC, w.recorded_at DESC, w.facility_id, w.law, w.entry_no DESC
