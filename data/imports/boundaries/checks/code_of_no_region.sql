-- Codes whose first two digits are no region.
SELECT line_no, 'district_code', given FROM delivered d
WHERE code IS NOT NULL AND NOT EXISTS (SELECT 1 FROM region r WHERE r.region_code = d.region_code)
