-- How many facilities on the map each degree would leave under the law of the filters, which ask for a class of another colouring, the
-- other filters staying as they are, as scored by the last run on or before :as_of.
WITH counted AS (
    SELECT CASE CAST(:asked AS jsonb) ->> 'law' WHEN 'labour_degree' THEN a.labour_mark ELSE a.safety_mark END AS mark,
        sum(a.facility_count) AS n
    FROM alike_passing(:as_of, CAST(:asked AS jsonb)) a
    WHERE alike_know(CAST(:asked AS jsonb)) AND a.cell_x >= 0 AND (CAST(:viewer_region AS text) IS NULL OR a.region_code = :viewer_region)
    GROUP BY 1
    UNION ALL
    SELECT mark_of(s.marks, CAST(:asked AS jsonb) ->> 'law'), count(*)
    FROM scores_passing(:as_of, CAST(:asked AS jsonb)) s
    WHERE NOT alike_know(CAST(:asked AS jsonb)) AND s.lon_e6 IS NOT NULL
      AND (CAST(:viewer_region AS text) IS NULL OR s.region_code = :viewer_region)
    GROUP BY 1
)
SELECT CAST(mark AS text) AS code, CAST(n AS integer) AS facilities
FROM counted
ORDER BY code
