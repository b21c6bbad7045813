-- Withdraws the degree set by hand for a facility under a law from today on.
INSERT INTO degree_override (facility_id, law, entry_no, action, reason)
VALUES (:facility_id, :law, CAST(:seen_no AS integer) + 1, 'withdrawn', :reason)
