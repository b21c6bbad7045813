-- Risk: the words it is told in, and the days scored.

CREATE TYPE degree AS ENUM ('unknown', 'not_high', 'low', 'medium', 'high');
COMMENT ON TYPE degree IS 'Statutory risk degree; not_high exists only where the law knows two degrees; unknown where nothing is known to judge by.';

CREATE TYPE violation_class AS ENUM ('no_data', 'not_inspected', 'clean', 'minor', 'significant', 'gross');
COMMENT ON TYPE violation_class IS 'Worst violation found in the last 12 quarters, or which kind of nothing: never inspected, not in 12 quarters, clean.';

CREATE TYPE inspection_age AS ENUM ('never', 'within_1_year', 'within_3_years', 'longer');
COMMENT ON TYPE inspection_age IS 'How long ago the last known inspection was.';

CREATE TYPE insurance_state AS ENUM ('unknown', 'insured', 'gap');
COMMENT ON TYPE insurance_state IS 'insured: liability and accident insurance both valid; gap: a policy is known, but not both are valid; unknown: no policy known.';

CREATE TYPE size_class AS ENUM ('unknown', 'micro', 'small', 'medium', 'large');
COMMENT ON TYPE size_class IS 'Size of the owner by hired employees alone: up to 15, 100, 250, and more.';

CREATE TABLE risk_run (
    scored_on date PRIMARY KEY,
    facility_count integer NOT NULL CHECK (facility_count >= 0),
    changed_count integer NOT NULL CHECK (changed_count >= 0),
    labour_rule_version integer,
    safety_rule_version integer,
    finished_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE risk_run IS 'Days on which every facility was scored; a screen shows the last run on or before its day.';
COMMENT ON COLUMN risk_run.labour_rule_version IS 'Version of the rule of labour law that every facility was scored by on the day; null where none was in force.';
COMMENT ON COLUMN risk_run.safety_rule_version IS 'Version of the rule of industrial safety that every facility was scored by on the day; null where none was in force.';

CREATE FUNCTION ends_after(as_of date) RETURNS SETOF date LANGUAGE sql STABLE ROWS 1 AS $$
    SELECT scored_on FROM risk_run WHERE scored_on > as_of UNION ALL SELECT CAST('infinity' AS date)
$$;
COMMENT ON FUNCTION ends_after IS 'Every day that what held on a day can have ended on: with a list, unlike "later than", an index goes on to the place within the day.';
