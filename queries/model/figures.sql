-- What backtests measured: of every table the latest version known through :as_of that was measured on it. Year 0 is all years together.
WITH measured AS (
    SELECT DISTINCT f.table_name, m.model_version, m.known_through, m.form
    FROM risk_model_figure f JOIN risk_model m USING (model_version)
    WHERE m.known_through <= CAST(:as_of AS date)
),
latest AS (
    SELECT DISTINCT ON (table_name) table_name, model_version, form FROM measured ORDER BY table_name, known_through DESC, model_version DESC
)
SELECT f.table_name, f.outcome, f.year, f.method, f.figure, nullif(f.value, 'NaN') AS value, nullif(f.low, 'NaN') AS low,
    nullif(f.high, 'NaN') AS high, f.model_version, l.form
FROM risk_model_figure f JOIN latest l USING (table_name, model_version)
ORDER BY f.table_name, f.outcome, f.year, f.method, f.figure
