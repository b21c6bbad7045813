-- Numbers and days that no facility has: 0 to 1,000,000 employees, 0 to 50,000 m, days from 1850 to 2150.
SELECT line_no, 'employee_count', employee_count FROM delivered WHERE employees NOT BETWEEN 0 AND 1000000
UNION ALL
SELECT line_no, 'danger_radius_m', danger_radius_m FROM delivered WHERE radius_m NOT BETWEEN 0 AND 50000
UNION ALL
SELECT line_no, 'commissioned_on', commissioned_on FROM delivered WHERE starts_on NOT BETWEEN '1850-01-01' AND '2150-12-31'
UNION ALL
SELECT line_no, 'decommissioned_on', decommissioned_on FROM delivered WHERE ends_on NOT BETWEEN '1850-01-01' AND '2150-12-31'
