-- Points more than 250 km from every region, in rows that declare no region either.
SELECT line_no, 'lon', lon FROM delivered JOIN placed USING (line_no)
WHERE point IS NOT NULL AND placed.region_code IS NULL
