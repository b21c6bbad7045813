-- Lends the staged rows what the facility already has in the columns this file does not hold, so that a shorter file does not
-- wipe out what a longer one delivered. Names always come from the file; BIN and owner are one thing, and so are lon and lat.
WITH columns_delivered AS (
    SELECT CAST(%(columns)s AS text[]) AS names
)
UPDATE staged s SET
    bin = CASE WHEN names && '{bin,owner_name}' THEN s.bin ELSE f.bin END,
    owner_name = CASE WHEN names && '{bin,owner_name}' THEN s.owner_name ELSE f.owner_name END,
    address = CASE WHEN 'address' = ANY (names) THEN s.address ELSE f.address END,
    region_code = CASE WHEN 'region_code' = ANY (names) THEN s.region_code ELSE f.region_code END,
    lon = CASE WHEN names && '{lon,lat}' THEN s.lon ELSE CAST(ST_X(f.geom) AS text) END,
    lat = CASE WHEN names && '{lon,lat}' THEN s.lat ELSE CAST(ST_Y(f.geom) AS text) END,
    employee_count = CASE WHEN 'employee_count' = ANY (names) THEN s.employee_count ELSE CAST(f.employee_count AS text) END,
    is_declaration_required = CASE WHEN 'is_declaration_required' = ANY (names) THEN s.is_declaration_required
                                   ELSE CAST(f.is_declaration_required AS text) END,
    declaration_no = CASE WHEN 'declaration_no' = ANY (names) THEN s.declaration_no ELSE f.declaration_no END,
    danger_radius_m = CASE WHEN 'danger_radius_m' = ANY (names) THEN s.danger_radius_m ELSE CAST(f.danger_radius_m AS text) END,
    commissioned_on = CASE WHEN 'commissioned_on' = ANY (names) THEN s.commissioned_on ELSE CAST(f.commissioned_on AS text) END,
    decommissioned_on = CASE WHEN 'decommissioned_on' = ANY (names) THEN s.decommissioned_on ELSE CAST(f.decommissioned_on AS text) END
FROM facility f, columns_delivered
WHERE f.source_code = %(source_code)s AND f.source_key = s.source_key;
