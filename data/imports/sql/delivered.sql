-- The staged rows with what their cells say: numbers, days, the point in degrees. Null where a cell cannot be read.
-- OFFSET 0 keeps each cell from being read again for every use of its number.
CREATE TEMP TABLE delivered ON COMMIT DROP AS
WITH with_numbers AS (
    SELECT s.*,
        pg_temp.number_of(lon) AS lon_degrees, pg_temp.number_of(lat) AS lat_degrees,
        pg_temp.whole_of(employee_count) AS employees, pg_temp.whole_of(danger_radius_m) AS radius_m,
        pg_temp.yes_or_no_of(is_declaration_required) AS needs_declaration,
        pg_temp.day_of(commissioned_on) AS starts_on, pg_temp.day_of(decommissioned_on) AS ends_on
    FROM staged s WHERE fault IS NULL OFFSET 0
)
SELECT w.*,
    CASE WHEN lon_degrees BETWEEN 45 AND 88.5 AND lat_degrees BETWEEN 39.5 AND 56.5
         THEN ST_SetSRID(ST_MakePoint(lon_degrees, lat_degrees), 4326) END AS point,
    CASE WHEN lat_degrees BETWEEN 45 AND 88.5 AND lon_degrees BETWEEN 39.5 AND 56.5
         THEN ST_SetSRID(ST_MakePoint(lat_degrees, lon_degrees), 4326) END AS point_if_swapped
FROM with_numbers w;
ANALYZE delivered (line_no);
