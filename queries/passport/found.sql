-- Facilities known on :as_of that the words of :sought find (facilities_matching), or whose register number it is; at most 50, those
-- whose name begins with it first.
WITH matching AS (
    SELECT facilities_matching(:sought) AS facility_id
    UNION
    SELECT f.facility_id FROM source s JOIN facility f ON f.source_code = s.source_code AND f.source_key = :sought
),
known_and_seen AS (
    SELECT facility_id, name_kk, name_ru, name_en, address, bin, owner_name, hazard_type_code, region_code FROM facility
    WHERE facility_id = ANY (ARRAY(SELECT facility_id FROM matching)) AND known_on <= CAST(:as_of AS date)
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
),
first_ones AS (
    SELECT *, starts_with(lower(name_kk), lower(:sought)) OR starts_with(lower(name_ru), lower(:sought))
        OR starts_with(lower(name_en), lower(:sought)) AS begins_with_it
    FROM known_and_seen
    ORDER BY begins_with_it DESC, name_ru COLLATE "kk-x-icu", facility_id
    LIMIT 50
)
SELECT f.facility_id, f.name_kk, f.name_ru, f.name_en, h.name_kk AS hazard_kk, h.name_ru AS hazard_ru, h.name_en AS hazard_en,
    r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en, f.address, f.bin,
    coalesce(e.name_kk, f.owner_name) AS owner_kk, coalesce(e.name_ru, f.owner_name) AS owner_ru,
    coalesce(e.name_en, f.owner_name) AS owner_en
FROM first_ones f
JOIN hazard_type h USING (hazard_type_code)
JOIN region r USING (region_code)
LEFT JOIN employer e USING (bin)
ORDER BY f.begins_with_it DESC, f.name_ru COLLATE "kk-x-icu", f.facility_id
