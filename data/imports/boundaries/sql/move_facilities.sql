-- Gives each facility the district that was found for it, and counts: those whose district is another than before, and how the
-- district of the others in the delivered regions was found.
WITH moved AS (
    UPDATE facility f SET district_code = i.district_code
    FROM located l LEFT JOIN in_district i USING (key)
    WHERE f.facility_id = l.key AND f.district_code IS DISTINCT FROM i.district_code
    RETURNING f.facility_id
),
moved_or_released AS (
    SELECT facility_id FROM moved UNION SELECT facility_id FROM released
),
in_the_regions AS (
    SELECT f.facility_id, i.taken_from FROM facility f LEFT JOIN in_district i ON i.key = f.facility_id
    WHERE f.region_code IN (SELECT region_code FROM ready)
)
SELECT (SELECT count(*) FROM moved_or_released) AS moved_count,
    jsonb_build_object(
        'point', count(*) FILTER (WHERE taken_from = 'point'),
        'nearest', count(*) FILTER (WHERE taken_from = 'nearest'),
        'none', count(*) FILTER (WHERE taken_from IS NULL)) AS places
FROM in_the_regions;
