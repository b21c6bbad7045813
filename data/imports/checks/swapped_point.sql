-- Points that lie in Kazakhstan only when longitude and latitude change places: those outside its box as given but inside it
-- swapped, and those outside every region as given but inside the very region they declare swapped.
SELECT line_no, 'lon', lon FROM delivered WHERE point IS NULL AND point_if_swapped IS NOT NULL
UNION ALL
SELECT d.line_no, 'lon', d.lon
FROM delivered d
JOIN placed p USING (line_no)
JOIN region r ON r.region_code = p.declared AND ST_Intersects(r.geom, d.point_if_swapped)
WHERE p.taken_from <> 'point' AND d.point IS NOT NULL
