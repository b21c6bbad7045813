-- The next version of an issuer's ladder, from today on; the database checks who asks, and that nobody changed it meanwhile.
SELECT change_ladder(:issuer, CAST(:base_version AS integer), CAST(:first_days AS integer), CAST(:second_days AS integer),
                     CAST(:working_days_a_level AS integer), :top_level)
