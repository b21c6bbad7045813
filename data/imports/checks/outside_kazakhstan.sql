-- Points outside the box around Kazakhstan: longitude 45 to 88.5, latitude 39.5 to 56.5.
SELECT line_no, CASE WHEN lon_degrees BETWEEN 45 AND 88.5 THEN 'lat' ELSE 'lon' END,
    CASE WHEN lon_degrees BETWEEN 45 AND 88.5 THEN lat ELSE lon END
FROM delivered
WHERE lon_degrees IS NOT NULL AND lat_degrees IS NOT NULL AND point IS NULL AND point_if_swapped IS NULL
