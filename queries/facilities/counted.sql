-- How many facilities each choice of a filter would leave, the other filters staying as they are: one row a choice. From the totals
-- counted beforehand, as they stood after the last run on or before :as_of, or, where :is_live, from the facilities themselves,
-- since totals know nothing of owners, words, places or the degree beside another colouring.
WITH asked AS (
    SELECT CAST(:asked AS jsonb) AS a
),
totals AS (
    SELECT region_code, district_code, hazard_type_code, activity_code, size_class, is_on_map, mark, facility_count
    FROM facility_total
    WHERE NOT :is_live AND valid_from <= :as_of AND valid_to > :as_of AND colour = (SELECT a ->> 'colour' FROM asked)
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
    UNION ALL
    SELECT (p.f).region_code, coalesce((p.s).district_code, ''), (p.s).hazard_type_code, coalesce((p.s).activity_code, ''), (p.s).size_class,
        (p.f).geom IS NOT NULL, mark_of((p.s).marks, CAST(:asked AS jsonb) ->> 'colour'), count(*)
    FROM facilities_passing(:as_of, CAST(:asked AS jsonb) - CAST('{region,district,hazard,activity,size,mark}' AS text[])) p
    WHERE :is_live AND (CAST(:viewer_region AS text) IS NULL OR (p.f).region_code = :viewer_region)
    GROUP BY 1, 2, 3, 4, 5, 6, 7
),
marked_by_filter AS (
    SELECT t.*, a ->> 'region' IS NULL OR region_code = a ->> 'region' AS of_region,
        a ->> 'district' IS NULL OR district_code = a ->> 'district' AS of_district,
        a ->> 'hazard' IS NULL OR hazard_type_code = a ->> 'hazard' AS of_hazard,
        a ->> 'activity' IS NULL OR activity_code = ANY (ARRAY(SELECT activities_under(CAST(:asked AS jsonb) ->> 'activity'))) AS of_activity,
        a ->> 'size' IS NULL OR size_class = CAST(a ->> 'size' AS size_class) AS of_size,
        a ->> 'mark' IS NULL OR mark = CAST(a ->> 'mark' AS integer) AS of_mark
    FROM totals t, asked
),
counted AS (
    SELECT of_region, of_district, of_hazard, of_activity, of_size, of_mark,
        region_code, district_code, hazard_type_code, activity_code, size_class, mark, is_on_map,
        grouping(region_code, district_code, hazard_type_code, activity_code, size_class, mark) AS counted_by, sum(facility_count) AS n
    FROM marked_by_filter
    WHERE CAST(of_region AS integer) + CAST(of_district AS integer) + CAST(of_hazard AS integer)
        + CAST(of_activity AS integer) + CAST(of_size AS integer) + CAST(of_mark AS integer) >= 5
    GROUP BY of_region, of_district, of_hazard, of_activity, of_size, of_mark, is_on_map,
        GROUPING SETS ((region_code), (district_code), (hazard_type_code), (activity_code), (size_class), (mark), ())
),
choices AS (
    SELECT CASE counted_by WHEN 31 THEN 'region' WHEN 47 THEN 'district' WHEN 55 THEN 'hazard' WHEN 59 THEN 'activity' WHEN 61 THEN 'size'
                           WHEN 62 THEN 'mark' ELSE 'place' END AS filter,
        CASE counted_by WHEN 31 THEN region_code WHEN 47 THEN district_code WHEN 55 THEN hazard_type_code WHEN 59 THEN activity_code
                        WHEN 61 THEN CAST(size_class AS text) WHEN 62 THEN CAST(mark AS text)
                        ELSE CASE WHEN is_on_map THEN 'on_map' ELSE 'without_point' END END AS code, n
    FROM counted
    WHERE (counted_by = 63 OR is_on_map)
      AND (of_region OR counted_by = 31) AND (of_district OR counted_by = 47) AND (of_hazard OR counted_by = 55)
      AND (of_activity OR counted_by = 59) AND (of_size OR counted_by = 61) AND (of_mark OR counted_by = 62)
)
SELECT filter, code, CAST(sum(n) AS integer) AS facilities
FROM choices
WHERE code <> ''
GROUP BY filter, code
ORDER BY filter, code
