-- Codes of a whole region: the layer is of another level.
SELECT line_no, 'district_code', given FROM delivered WHERE code LIKE '%%0000000'
