-- A page of the facilities scored on :as_of that pass the filters, by the word for their hazard or region: facility_id in the asked
-- direction, as the Kazakh alphabet has it. Counts say which kinds the page holds, so that only these are walked through.
WITH counted AS (
    SELECT CASE :order WHEN 'hazard' THEN hazard_type_code ELSE region_code END AS kind, sum(facility_count) AS n
    FROM totals_on(:as_of, CAST(:asked AS jsonb))
    WHERE (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
      AND of_region AND of_district AND of_hazard AND of_activity AND of_size AND of_mark
    GROUP BY 1
),
worded AS (
    SELECT hazard_type_code AS kind, CASE :language WHEN 'kk' THEN name_kk WHEN 'ru' THEN name_ru ELSE name_en END AS word
    FROM hazard_type WHERE :order = 'hazard'
    UNION ALL
    SELECT region_code, CASE :language WHEN 'kk' THEN name_kk WHEN 'ru' THEN name_ru ELSE name_en END FROM region WHERE :order = 'region'
),
numbered AS (
    SELECT kind, n, row_number() OVER (ORDER BY word COLLATE "kk-x-icu", kind) * CASE WHEN :descending THEN -1 ELSE 1 END AS turn
    FROM worded JOIN counted USING (kind)
),
in_turn AS (
    SELECT kind, n, turn, sum(n) OVER (ORDER BY turn) - n AS before FROM numbered
),
on_the_page AS (
    SELECT kind, turn, CAST(greatest(:skipped - before, 0) AS integer) AS passed_over, CAST(:skipped + :rows - before AS integer) AS reached
    FROM in_turn WHERE before < :skipped + :rows AND before + n > :skipped
)
SELECT p.facility_id
FROM on_the_page k CROSS JOIN LATERAL (
    SELECT s.facility_id
    FROM scores_passing(:as_of, CAST(:asked AS jsonb)) s
    WHERE CASE :order WHEN 'hazard' THEN s.hazard_type_code ELSE s.region_code END = k.kind
      AND (CAST(:viewer_region AS text) IS NULL OR s.region_code = :viewer_region)
    ORDER BY CASE WHEN :descending THEN s.facility_id END, s.facility_id DESC
    LIMIT k.reached - k.passed_over OFFSET k.passed_over
) AS p
ORDER BY k.turn, CASE WHEN :descending THEN p.facility_id END, p.facility_id DESC
