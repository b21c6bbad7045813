-- Sets the degree of a facility under a law by hand from today to its last day; the database signs it, checks it and writes the trail.
INSERT INTO degree_override (facility_id, law, entry_no, action, degree, expires_on, reason)
VALUES (:facility_id, :law, CAST(:seen_no AS integer) + 1, 'set', CAST(:degree AS degree), :expires_on, :reason)
