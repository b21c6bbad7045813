-- How many facilities on the map each choice of a filter would leave, the other filters staying as they are: one row a choice.
-- From the totals counted by the last run on or before :as_of.
WITH last_run AS (
    SELECT max(scored_on) AS day FROM risk_run WHERE scored_on <= :as_of
),
totals AS (
    SELECT region_code, hazard_type_code, degree, cell_x >= 0 AS is_on_map, facility_count,
        gross_count, significant_count, minor_count, clean_count, not_inspected_count, no_data_count
    FROM facility_cell
    WHERE scored_on = (SELECT day FROM last_run) AND zoom = 0 AND law = :law
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
),
of_the_hazard AS (
    SELECT * FROM totals
    WHERE CASE WHEN CAST(:hazard AS text) IS NULL THEN hazard_type_code IS NULL ELSE hazard_type_code = :hazard END
),
of_all_filters AS (
    SELECT * FROM of_the_hazard
    WHERE (CAST(:region AS text) IS NULL OR region_code = :region)
      AND (CAST(:degree AS degree) IS NULL OR degree = CAST(:degree AS degree))
),
choices AS (
    SELECT 'degree' AS filter, CAST(degree AS text) AS code, facility_count AS n FROM of_the_hazard
    WHERE is_on_map AND (CAST(:region AS text) IS NULL OR region_code = :region)
    UNION ALL
    SELECT 'region', region_code, facility_count FROM of_the_hazard
    WHERE is_on_map AND (CAST(:degree AS degree) IS NULL OR degree = CAST(:degree AS degree))
    UNION ALL
    SELECT 'hazard', hazard_type_code, facility_count FROM totals
    WHERE is_on_map AND hazard_type_code IS NOT NULL AND (CAST(:region AS text) IS NULL OR region_code = :region)
      AND (CAST(:degree AS degree) IS NULL OR degree = CAST(:degree AS degree))
    UNION ALL
    SELECT 'violations', v.code, v.n
    FROM of_all_filters, LATERAL (VALUES ('gross', gross_count), ('significant', significant_count), ('minor', minor_count),
        ('clean', clean_count), ('not_inspected', not_inspected_count), ('no_data', no_data_count)) AS v (code, n)
    WHERE is_on_map
    UNION ALL
    SELECT 'place', CASE WHEN is_on_map THEN 'on_map' ELSE 'without_point' END, facility_count FROM of_all_filters
)
SELECT filter, code, CAST(sum(n) AS integer) AS facilities
FROM choices
GROUP BY filter, code
HAVING sum(n) > 0
ORDER BY filter, code
