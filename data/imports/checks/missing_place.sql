-- Rows with neither a point nor a region.
SELECT line_no, 'region_code', NULL FROM delivered WHERE lon IS NULL AND lat IS NULL AND region_code IS NULL
