-- Areas that share more ground with an earlier feature than may be; the value names each of those and the share of the smaller one.
SELECT later_line, 'geometry', string_agg(coalesce(first_code, '-') || ' (' || round(CAST(100 * share AS numeric), 1) || ' %%)', ', ' ORDER BY share DESC)
FROM shared_ground
WHERE share > %(most_overlap)s
GROUP BY later_line
