-- Risk: the rules in force by law and date, and what each facility scored from when to when.

CREATE TYPE degree AS ENUM ('unknown', 'not_high', 'low', 'medium', 'high');
COMMENT ON TYPE degree IS 'Statutory risk degree; not_high exists only where the law knows two degrees; unknown where nothing is known to judge by.';

CREATE TYPE violation_class AS ENUM ('no_data', 'not_inspected', 'clean', 'minor', 'significant', 'gross');
COMMENT ON TYPE violation_class IS 'Worst violation found in the last 12 quarters, or which kind of nothing: never inspected, not in 12 quarters, clean.';

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

CREATE TABLE risk_score (
    facility_id bigint NOT NULL,
    valid_from date NOT NULL,
    valid_to date NOT NULL DEFAULT 'infinity' CHECK (valid_to > valid_from),
    region_code text NOT NULL,
    safety_degree degree NOT NULL,
    labour_degree degree NOT NULL,
    points numeric(5, 2) CHECK (points BETWEEN 0 AND 100),
    violation_class violation_class NOT NULL,
    last_inspected_on date,
    overdue_prescription_count integer NOT NULL CHECK (overdue_prescription_count >= 0),
    reasons jsonb NOT NULL,
    PRIMARY KEY (facility_id, valid_from) INCLUDE (valid_to, safety_degree, labour_degree, violation_class),  -- all a map tile reads
    FOREIGN KEY (facility_id, region_code) REFERENCES facility (facility_id, region_code) ON UPDATE CASCADE
);
COMMENT ON TABLE risk_score IS 'State of a facility from the run of valid_from until the run that changed it (valid_from <= day < valid_to).';
COMMENT ON COLUMN risk_score.points IS 'Points of the points regime, 0 to 100, whatever regime is in force; null when never inspected.';
COMMENT ON COLUMN risk_score.reasons IS 'List of {code, count, points}: what set the degree, heaviest first.';
CREATE INDEX risk_score_now ON risk_score (region_code, safety_degree, labour_degree) WHERE valid_to = 'infinity';
