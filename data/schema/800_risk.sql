-- Risk: the words it is told in, the rules in force by law and date, and the days scored.

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

CREATE TABLE risk_rule (
    law text NOT NULL CHECK (law IN ('labour', 'industrial_safety')),
    regime text NOT NULL CHECK (regime IN ('points', 'rule')),
    valid_from date NOT NULL,
    valid_to date NOT NULL CHECK (valid_to >= valid_from),
    constants jsonb NOT NULL,
    status text NOT NULL CHECK (status IN ('checked', 'unchecked')),
    source_url text NOT NULL,
    note_kk text NOT NULL,
    note_ru text NOT NULL,
    note_en text NOT NULL,
    PRIMARY KEY (law, valid_from)
);
COMMENT ON TABLE risk_rule IS 'Which regime sets the statutory degree under which law on which days (both ends included), with its constants.';
COMMENT ON COLUMN risk_rule.status IS 'unchecked where a constant has not been compared with the text of the act; the screen says so.';

CREATE TABLE risk_run (
    scored_on date PRIMARY KEY,
    facility_count integer NOT NULL CHECK (facility_count >= 0),
    changed_count integer NOT NULL CHECK (changed_count >= 0),
    finished_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE risk_run IS 'Days on which every facility was scored; a screen shows the last run on or before its day.';
