-- Areas that lie in Kazakhstan only when longitude and latitude change places.
SELECT line_no, 'geometry', concat_ws(' ', round(CAST(ST_XMin(shape) AS numeric), 2), round(CAST(ST_YMin(shape) AS numeric), 2))
FROM delivered
WHERE NOT is_near AND shape @ ST_MakeEnvelope(39.5, 45, 56.5, 88.5, 4326)
