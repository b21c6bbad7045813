-- Month ends on or before :through on which every facility was scored, the earliest first.
SELECT scored_on
FROM risk_run
WHERE scored_on <= :through AND scored_on = date_trunc('month', CAST(scored_on AS timestamp)) + interval '1 month' - interval '1 day'
ORDER BY scored_on
