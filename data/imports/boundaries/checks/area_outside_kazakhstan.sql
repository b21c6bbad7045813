-- Areas that reach far beyond Kazakhstan, or whose coordinates lie nowhere on Earth.
SELECT line_no, 'geometry',
    concat_ws(' ', round(CAST(ST_XMin(shape) AS numeric), 2), round(CAST(ST_YMin(shape) AS numeric), 2),
              round(CAST(ST_XMax(shape) AS numeric), 2), round(CAST(ST_YMax(shape) AS numeric), 2))
FROM delivered
WHERE (shape IS NULL AND kind IN ('Polygon', 'MultiPolygon', 'GeometryCollection'))
   OR ST_XMin(shape) < 45 OR ST_XMax(shape) > 88.5 OR ST_YMin(shape) < 39.5 OR ST_YMax(shape) > 56.5
