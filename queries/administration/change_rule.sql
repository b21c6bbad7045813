-- Writes the next version of the rule of :law after :base_version, valid from :valid_from; the database refuses who may not, and a base that is old.
SELECT change_risk_rule(:law, :base_version, CAST(:valid_from AS date), CAST(:constants AS jsonb), CAST(:indicators AS jsonb), :reason)
