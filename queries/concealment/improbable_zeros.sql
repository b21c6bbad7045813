-- Employers of whom at least three injured are expected in the three years up to :as_of, by region of registration, section of activity or
-- employer: how many reported none, and how many would by chance alone (sum of exp(-expected)); the first row is the whole.
WITH found AS (
    SELECT l.*, counted_under(:by, l.region_code, l.section_code, l.bin) AS code
    FROM years_up_to(CAST(:as_of AS date), 3) y, large_employers_between(y.first_day, y.last_day, CAST(:as_of AS date)) l
    WHERE is_counted_in(l.region_code, :viewer_region, :region)
),
counted AS (
    SELECT code, grouping(code) = 1 AS is_whole, count(*) AS employer_count, count(*) FILTER (WHERE has_none) AS zero_count,
        sum(zero_probability) AS zero_count_expected, sum(expected_count) FILTER (WHERE has_none) AS injured_expected_where_zero
    FROM found GROUP BY GROUPING SETS ((code), ())
)
SELECT c.code, c.is_whole, n.name_kk, n.name_ru, n.name_en, c.employer_count, c.zero_count, c.zero_count_expected, c.injured_expected_where_zero
FROM counted c
LEFT JOIN LATERAL names_of_counted(:by, c.code) n ON true
ORDER BY c.is_whole DESC, c.zero_count DESC, c.employer_count DESC, c.code
