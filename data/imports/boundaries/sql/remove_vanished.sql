-- Takes away the districts of the delivered regions that the delivery does not name. Their facilities are released first; the placing
-- that follows gives each to another.
CREATE TEMP TABLE released ON COMMIT DROP AS
SELECT facility_id FROM facility f
WHERE region_code IN (SELECT region_code FROM ready) AND district_code IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM ready r WHERE r.district_code = f.district_code);

UPDATE facility f SET district_code = NULL FROM released r WHERE r.facility_id = f.facility_id;

DELETE FROM district d
WHERE region_code IN (SELECT region_code FROM ready) AND NOT EXISTS (SELECT 1 FROM ready r WHERE r.district_code = d.district_code);
