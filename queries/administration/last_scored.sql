-- The last day scored, whatever day is looked at: a new version of a rule is valid from a later one.
SELECT max(scored_on) AS scored_on FROM risk_run
