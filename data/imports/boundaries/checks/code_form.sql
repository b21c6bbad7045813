-- Codes that are neither nine digits nor KZ and six.
SELECT line_no, 'district_code', given FROM delivered WHERE given IS NOT NULL AND code IS NULL
