-- The ten facilities to look at first, as known on :as_of, of those of high degree under either law at the last scoring:
-- high under both laws first, then by gross violations not known to be fixed, overdue prescriptions, fatal accidents of the
-- three years the score looks at, and people working there.
WITH of_high_degree AS (
    SELECT facility_id, region_code, safety_degree = 'high' AS is_high_safety, labour_degree = 'high' AS is_high_labour,
        coalesce(CAST(jsonb_path_query_first(reasons, '$[*] ? (@.code == "fatal_accidents")') ->> 'count' AS integer), 0) AS fatal_count
    FROM risk_score
    WHERE valid_from <= CAST(:as_of AS date) AND valid_to > CAST(:as_of AS date)
      AND (safety_degree = 'high' OR labour_degree = 'high')
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
),
gross_not_fixed AS (
    SELECT facility_id, count(*) AS gross_count FROM violation
    WHERE severity = 'gross' AND known_on <= CAST(:as_of AS date) AND (fix_known_on IS NULL OR fix_known_on > CAST(:as_of AS date))
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
    GROUP BY facility_id
),
overdue AS (
    SELECT facility_id, count(*) AS overdue_count, max(CAST(:as_of AS date) - due_on) AS longest_overdue_days FROM prescription
    WHERE known_on <= CAST(:as_of AS date) AND is_overdue_on(due_on, fulfilment_known_on, CAST(:as_of AS date))
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
    GROUP BY facility_id
),
ranked_without_people AS (
    SELECT h.*, coalesce(g.gross_count, 0) AS gross_count, coalesce(o.overdue_count, 0) AS overdue_count, o.longest_overdue_days
    FROM of_high_degree h
    LEFT JOIN gross_not_fixed g USING (facility_id)
    LEFT JOIN overdue o USING (facility_id)
    ORDER BY (is_high_safety AND is_high_labour) DESC, gross_count DESC, overdue_count DESC, fatal_count DESC
    FETCH FIRST 10 ROWS WITH TIES
)
SELECT f.facility_id, f.name_kk, f.name_ru, f.name_en, h.name_kk AS hazard_kk, h.name_ru AS hazard_ru, h.name_en AS hazard_en,
    g.name_kk AS region_kk, g.name_ru AS region_ru, g.name_en AS region_en,
    r.is_high_safety, r.is_high_labour, r.gross_count, r.overdue_count, r.longest_overdue_days, r.fatal_count, f.employee_count
FROM ranked_without_people r
JOIN facility f USING (facility_id)
JOIN hazard_type h USING (hazard_type_code)
JOIN region g ON g.region_code = f.region_code
ORDER BY (r.is_high_safety AND r.is_high_labour) DESC, r.gross_count DESC, r.overdue_count DESC, r.fatal_count DESC,
    f.employee_count DESC NULLS LAST, f.facility_id
LIMIT 10
