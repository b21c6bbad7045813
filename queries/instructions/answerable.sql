-- Who leads and who controls the instructions known on :as_of: a row for each lead body and each controller, by code.
WITH known_on_the_day AS (
    SELECT DISTINCT i.lead_body_code, coalesce(i.controller_user_code, i.controller_body_code, i.controller_en, 'none') AS controller,
        i.controller_kk, i.controller_ru, i.controller_en
    FROM instruction i WHERE i.known_on <= CAST(:as_of AS date)
)
SELECT DISTINCT 'lead' AS part, b.body_code AS code, b.short_kk AS name_kk, b.short_ru AS name_ru, b.short_en AS name_en
FROM known_on_the_day k JOIN body b ON b.body_code = k.lead_body_code
UNION ALL
SELECT 'controller', k.controller, min(k.controller_kk), min(k.controller_ru), min(k.controller_en)
FROM known_on_the_day k GROUP BY k.controller
ORDER BY part, code
