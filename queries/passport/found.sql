-- Facilities known on :as_of whose name in any language, address, owner's name, BIN or register number holds :sought, at most 50.
-- Those whose name begins with it come first. :pattern is :sought between percent signs, with LIKE's own signs escaped.
WITH owners AS (
    SELECT bin, name_kk, name_ru, name_en FROM employer
),
matching_owners AS (
    SELECT bin FROM owners
    WHERE bin = :sought OR name_kk ILIKE :pattern OR name_ru ILIKE :pattern OR name_en ILIKE :pattern
),
matching_facilities AS (
    SELECT * FROM facility
    WHERE known_on <= CAST(:as_of AS date)
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
      AND (name_kk ILIKE :pattern OR name_ru ILIKE :pattern OR name_en ILIKE :pattern OR address ILIKE :pattern
           OR owner_name ILIKE :pattern OR source_key = :sought OR bin IN (SELECT bin FROM matching_owners))
),
first_ones AS (
    SELECT *, starts_with(lower(name_kk), lower(:sought)) OR starts_with(lower(name_ru), lower(:sought))
        OR starts_with(lower(name_en), lower(:sought)) AS begins_with_it
    FROM matching_facilities
    ORDER BY begins_with_it DESC, name_ru, facility_id
    LIMIT 50
)
SELECT f.facility_id, f.name_kk, f.name_ru, f.name_en, h.name_kk AS hazard_kk, h.name_ru AS hazard_ru, h.name_en AS hazard_en,
    r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en, f.address, f.bin,
    coalesce(e.name_kk, f.owner_name) AS owner_kk, coalesce(e.name_ru, f.owner_name) AS owner_ru,
    coalesce(e.name_en, f.owner_name) AS owner_en
FROM first_ones f
JOIN hazard_type h USING (hazard_type_code)
JOIN region r USING (region_code)
LEFT JOIN owners e USING (bin)
ORDER BY f.begins_with_it DESC, f.name_ru, f.facility_id
