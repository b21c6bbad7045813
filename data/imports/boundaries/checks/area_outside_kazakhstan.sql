-- Areas that reach far beyond Kazakhstan, or whose coordinates lie nowhere on Earth.
SELECT line_no, 'geometry',
    concat_ws(' ', round(CAST(ST_XMin(shape) AS numeric), 2), round(CAST(ST_YMin(shape) AS numeric), 2),
              round(CAST(ST_XMax(shape) AS numeric), 2), round(CAST(ST_YMax(shape) AS numeric), 2))
FROM delivered
WHERE is_near IS NOT true AND kind IN ('Polygon', 'MultiPolygon', 'GeometryCollection')
