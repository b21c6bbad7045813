-- Lets the search know the facilities that the delivery brought or changed.
SELECT refresh_search(ARRAY(SELECT facility_id FROM facility WHERE batch_id = %(batch_id)s));
