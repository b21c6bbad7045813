-- Degrees that are not numbers with a decimal point.
SELECT line_no, 'lon', lon FROM delivered WHERE lon IS NOT NULL AND lon_degrees IS NULL
UNION ALL
SELECT line_no, 'lat', lat FROM delivered WHERE lat IS NOT NULL AND lat_degrees IS NULL
