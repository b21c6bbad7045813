-- Who leads and who controls the instructions known on :as_of: a row for each lead body and each controller, by code.
-- A controller is called as in the newest of his instructions.
WITH each_pair AS (
    SELECT s.lead_body_code, s.controller, max(s.instruction_id) AS newest_id
    FROM instruction_state_on(CAST(:as_of AS date)) s GROUP BY s.lead_body_code, s.controller
),
leads AS (
    SELECT DISTINCT p.lead_body_code FROM each_pair p
),
controllers AS (
    SELECT p.controller, max(p.newest_id) AS newest_id FROM each_pair p GROUP BY p.controller
)
SELECT 'lead' AS part, b.body_code AS code, b.short_kk AS name_kk, b.short_ru AS name_ru, b.short_en AS name_en
FROM leads d JOIN body b ON b.body_code = d.lead_body_code
UNION ALL
SELECT 'controller', c.controller, i.controller_kk, i.controller_ru, i.controller_en
FROM controllers c JOIN instruction i ON i.instruction_id = c.newest_id
ORDER BY part, code
