-- Facilities of each region, or of each district where :level is district, as scored by the last run on or before :as_of: how many pass
-- the filters, in how many of them the colouring knows something, and how many are bad in it.
WITH of_colour AS (
    SELECT c.known_from, c.bad_from, c.share_bounds FROM map_colours() c WHERE c.colour = CAST(:asked AS jsonb) ->> 'colour'
),
counted AS (
    SELECT CASE :level WHEN 'district' THEN district_code ELSE region_code END AS code, sum(facility_count) AS facilities,
        coalesce(sum(facility_count) FILTER (WHERE mark >= known_from), 0) AS known,
        coalesce(sum(facility_count) FILTER (WHERE mark >= bad_from), 0) AS bad
    FROM totals_on(:as_of, CAST(:asked AS jsonb)), of_colour
    WHERE (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
      AND of_region AND of_district AND of_hazard AND of_activity AND of_size AND of_mark
    GROUP BY 1
),
places AS (
    SELECT region_code AS code, name_kk, name_ru, name_en FROM region
    WHERE :level = 'region' AND (app_is_nationwide() OR region_code = app_region())
      AND (CAST(:asked AS jsonb) ->> 'region' IS NULL OR region_code = CAST(:asked AS jsonb) ->> 'region')
    UNION ALL
    SELECT district_code, name_kk, name_ru, name_en FROM district
    WHERE :level = 'district' AND (app_is_nationwide() OR region_code = app_region())
      AND (CAST(:asked AS jsonb) ->> 'region' IS NULL OR region_code = CAST(:asked AS jsonb) ->> 'region')
)
SELECT p.code, p.name_kk, p.name_ru, p.name_en, CAST(coalesce(c.facilities, 0) AS integer) AS facilities,
    CAST(coalesce(c.known, 0) AS integer) AS known, CAST(coalesce(c.bad, 0) AS integer) AS bad,
    CASE WHEN c.known >= 5 THEN CAST(100.0 * c.bad / c.known AS double precision) END AS bad_per_100,
    CASE WHEN c.known >= 5 THEN share_mark(CAST(c.bad AS bigint), CAST(c.known AS bigint), 0, share_bounds) - 9 ELSE 0 END AS step
FROM places p
CROSS JOIN of_colour
LEFT JOIN counted c USING (code)
ORDER BY bad_per_100 DESC NULLS LAST, p.code
