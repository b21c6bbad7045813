-- What the checks and the placing came to, over the accepted rows.
SELECT
    (SELECT count(DISTINCT line_no) FROM rejected) AS rejected_count,
    count(*) FILTER (WHERE declared <> region_code) AS other_region_count,
    count(*) FILTER (WHERE is_region_unread) AS unread_region_count,
    count(*) FILTER (WHERE bin_delivered IS NOT NULL AND bin IS NULL) AS unknown_employer_count,
    (SELECT coalesce(jsonb_object_agg(reason, cells), '{}')
     FROM (SELECT reason, count(*) AS cells FROM rejected GROUP BY reason) AS by_reason) AS reasons,
    jsonb_build_object(
        'point', count(*) FILTER (WHERE region_taken_from = 'point'),
        'nearest', count(*) FILTER (WHERE region_taken_from = 'nearest'),
        'declared', count(*) FILTER (WHERE region_taken_from = 'declared')) AS places
FROM ready;
