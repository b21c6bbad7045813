-- Lets the search know the facilities that a delivery brought or changed.
SELECT refresh_search(ARRAY(SELECT facility_id FROM facility WHERE batch_id = %(batch_id)s));
