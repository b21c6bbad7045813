-- The rows that no check kept out, as rows of facility, with the number of the facility they tell about; null for a new one.
-- A BIN that no employer has yet is kept beside the owner's name.
CREATE TEMP TABLE ready ON COMMIT DROP AS
WITH accepted AS (
    SELECT * FROM delivered d WHERE NOT EXISTS (SELECT 1 FROM rejected r WHERE r.line_no = d.line_no)
)
SELECT f.facility_id, a.source_key, e.bin,
    CASE WHEN e.bin IS NULL THEN nullif(concat_ws(', ', a.owner_name, a.bin), '') ELSE a.owner_name END AS owner_name,
    coalesce(a.name_kk, name, a.name_ru, a.name_en) AS name_kk,
    coalesce(a.name_ru, name, a.name_kk, a.name_en) AS name_ru,
    coalesce(a.name_en, name, a.name_ru, a.name_kk) AS name_en,
    a.address, a.hazard_type_code, p.region_code, p.taken_from AS region_taken_from, i.district_code, point AS geom,
    CAST(employees AS integer) AS employee_count, needs_declaration AS is_declaration_required, a.declaration_no,
    CAST(radius_m AS integer) AS danger_radius_m, starts_on AS commissioned_on, ends_on AS decommissioned_on,
    p.declared, a.region_code IS NOT NULL AND p.declared IS NULL AS is_region_unread, a.bin AS bin_delivered
FROM accepted a
JOIN placed p USING (line_no)
LEFT JOIN in_district i ON i.key = a.line_no
LEFT JOIN employer e ON e.bin = a.bin
LEFT JOIN facility f ON f.source_code = %(source_code)s AND f.source_key = a.source_key;
ANALYZE ready (facility_id);
