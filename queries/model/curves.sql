-- Points of calibration and lift of one table, outcome and year of the backtests (0: all years together), as in the figures of :as_of.
WITH latest AS (
    SELECT c.model_version FROM risk_model_curve c JOIN risk_model m USING (model_version)
    WHERE m.known_through <= CAST(:as_of AS date) AND c.table_name = :table_name
    ORDER BY m.known_through DESC, m.model_version DESC LIMIT 1
)
SELECT c.method, c.curve, c.point_no, c.x, c.y, c.row_count
FROM risk_model_curve c JOIN latest USING (model_version)
WHERE c.table_name = :table_name AND c.outcome = :outcome AND c.year = CAST(:year AS integer)
ORDER BY c.curve, c.method, c.point_no
