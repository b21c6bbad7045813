-- What the checks came to, and what was done to shapes that could be taken.
SELECT
    (SELECT count(DISTINCT line_no) FROM rejected) AS rejected_count,
    (SELECT coalesce(jsonb_object_agg(reason, cells), '{}')
     FROM (SELECT reason, count(*) AS cells FROM rejected GROUP BY reason) AS by_reason) AS reasons,
    (SELECT count(*) FROM delivered WHERE has_heights) AS flattened_count,
    (SELECT count(*) FROM shared_ground) AS overlap_count,
    (SELECT coalesce(sum(area_km2), 0) FROM shared_ground) AS overlap_km2;
