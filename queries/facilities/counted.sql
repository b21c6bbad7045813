-- How many facilities each choice of a filter would leave, the other filters staying as they are: one row a choice, as scored by the
-- last run on or before :as_of.
WITH counted AS (
    SELECT of_region, of_district, of_hazard, of_activity, of_size, of_mark,
        region_code, district_code, hazard_type_code, activity_code, size_class, mark, is_on_map,
        grouping(region_code, district_code, hazard_type_code, activity_code, size_class, mark) AS counted_by, sum(facility_count) AS n
    FROM totals_on(:as_of, CAST(:asked AS jsonb))
    WHERE (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
      AND CAST(of_region AS integer) + CAST(of_district AS integer) + CAST(of_hazard AS integer)
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
