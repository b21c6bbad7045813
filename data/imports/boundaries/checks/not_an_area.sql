-- Features without a shape, with points or lines, or with an area of which nothing is left once it is repaired.
SELECT line_no, 'geometry', coalesce(nullif(fault, ''), kind) FROM delivered
WHERE coalesce(kind, '') NOT IN ('Polygon', 'MultiPolygon', 'GeometryCollection') OR (is_near AND geom IS NULL)
