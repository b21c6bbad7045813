-- The facilities that have a point, in the regions of the delivery.
CREATE TEMP TABLE located ON COMMIT DROP AS
SELECT facility_id AS key, region_code, geom AS point FROM facility
WHERE geom IS NOT NULL AND region_code IN (SELECT region_code FROM ready);
