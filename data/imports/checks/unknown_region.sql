-- Words for a region that mean none, or could mean two, in rows without a point to tell.
SELECT line_no, 'region_code', d.region_code FROM delivered d JOIN placed p USING (line_no)
WHERE d.lon IS NULL AND d.lat IS NULL AND d.region_code IS NOT NULL AND p.declared IS NULL
