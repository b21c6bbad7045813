-- Where a far page of the country's list by name or owner begins, as scored on :as_of: the first word, in the asked direction, of the block
-- that holds the row after :skipped ones, and how many rows are passed over by beginning there; :of pass. No row where it is not counted.
-- Of one hazard, or of all for null.
WITH of_the_day AS (
    SELECT block, sum(facility_count) AS n, min(first_word) AS first_word, max(last_word) AS last_word
    FROM list_block
    WHERE scored_on = (SELECT max(scored_on) FROM list_block WHERE scored_on <= :as_of) AND order_code = :order || '_' || :language
      AND (CAST(:hazard AS text) IS NULL OR hazard_type_code = :hazard)
    GROUP BY block
),
in_turn AS (
    SELECT CASE WHEN :descending THEN last_word ELSE first_word END AS word,
        sum(n) OVER (ORDER BY CASE WHEN :descending THEN -block ELSE block END) - n
            + CASE WHEN :unknown_last THEN 0 ELSE :of - sum(n) OVER () END AS passed_over
    FROM of_the_day
)
SELECT word, CAST(passed_over AS integer) AS passed_over
FROM in_turn
WHERE passed_over <= :skipped
ORDER BY passed_over DESC
LIMIT 1
