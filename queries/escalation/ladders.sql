-- The ladder of every issuer of an instruction known on :as_of; version 0 is the usual one.
WITH issuers AS (
    SELECT DISTINCT ON (issuer_kk) issuer_kk, issuer_ru, issuer_en
    FROM instruction WHERE known_on <= CAST(:as_of AS date)
    ORDER BY issuer_kk, instruction_id
)
SELECT s.issuer_kk, s.issuer_ru, s.issuer_en, l.version, l.first_days, l.second_days, l.working_days_a_level, l.top_level
FROM issuers s CROSS JOIN LATERAL ladder_on(s.issuer_kk, CAST(:as_of AS date)) l
ORDER BY s.issuer_kk
