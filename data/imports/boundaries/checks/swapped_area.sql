-- Areas that lie in Kazakhstan only when longitude and latitude change places.
SELECT line_no, 'geometry', concat_ws(' ', round(CAST(ST_XMin(shape) AS numeric), 2), round(CAST(ST_YMin(shape) AS numeric), 2))
FROM delivered
WHERE ST_XMin(shape) > 39.5 AND ST_XMax(shape) < 56.5 AND ST_YMin(shape) > 45 AND ST_YMax(shape) < 88.5
  AND NOT (ST_YMin(shape) > 39.5 AND ST_YMax(shape) < 56.5 AND ST_XMin(shape) > 45 AND ST_XMax(shape) < 88.5)
