-- Counts and metres that are not whole numbers.
SELECT line_no, 'employee_count', employee_count FROM delivered WHERE employee_count IS NOT NULL AND employees IS NULL
UNION ALL
SELECT line_no, 'danger_radius_m', danger_radius_m FROM delivered WHERE danger_radius_m IS NOT NULL AND radius_m IS NULL
