-- Whether the product can be used: counts kept with the scoring runs, so that no big table is read.
SELECT v.counter AS data_version,
    coalesce(r.facility_count, 0) AS facilities,
    r.scored_on AS as_of,
    EXISTS (SELECT 1 FROM batch b WHERE b.source_code = 'demo') AS has_demonstration
FROM data_version v
LEFT JOIN LATERAL (SELECT scored_on, facility_count FROM risk_run ORDER BY scored_on DESC LIMIT 1) r ON true
