-- Codes that an earlier feature has.
WITH used_more_than_once AS (
    SELECT code, min(line_no) AS first_line FROM delivered GROUP BY code HAVING count(*) > 1
)
SELECT d.line_no, 'district_code', d.given FROM delivered d JOIN used_more_than_once u USING (code) WHERE d.line_no > u.first_line
