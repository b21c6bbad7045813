-- Keys that an earlier line of the same file has used; the earlier line stands.
WITH used_more_than_once AS (
    SELECT source_key, min(line_no) AS first_line FROM delivered GROUP BY source_key HAVING count(*) > 1
)
SELECT d.line_no, 'source_key', d.source_key
FROM delivered d JOIN used_more_than_once u USING (source_key)
WHERE d.line_no > u.first_line
