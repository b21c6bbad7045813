-- The rows that no check kept out, as rows of facility. A BIN that no employer has yet is kept beside the owner's name.
CREATE TEMP TABLE ready ON COMMIT DROP AS
WITH accepted AS (
    SELECT * FROM delivered d WHERE NOT EXISTS (SELECT 1 FROM rejected r WHERE r.line_no = d.line_no)
)
SELECT source_key, e.bin,
    CASE WHEN e.bin IS NULL THEN nullif(concat_ws(', ', owner_name, a.bin), '') ELSE owner_name END AS owner_name,
    coalesce(a.name_kk, name, a.name_ru, a.name_en) AS name_kk,
    coalesce(a.name_ru, name, a.name_kk, a.name_en) AS name_ru,
    coalesce(a.name_en, name, a.name_ru, a.name_kk) AS name_en,
    address, hazard_type_code, p.region_code, p.taken_from AS region_taken_from, p.district_code, point AS geom,
    CAST(employees AS integer) AS employee_count, needs_declaration AS is_declaration_required, declaration_no,
    CAST(radius_m AS integer) AS danger_radius_m, starts_on AS commissioned_on, ends_on AS decommissioned_on,
    p.declared, a.region_code IS NOT NULL AND p.declared IS NULL AS is_region_unread, a.bin AS bin_delivered
FROM accepted a
JOIN placed p USING (line_no)
LEFT JOIN employer e ON e.bin = a.bin;
ANALYZE ready (source_key);
