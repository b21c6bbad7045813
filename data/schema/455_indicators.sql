-- Indicators computed from the registers: what is counted over what, and how months become a period.

CREATE TABLE measure (
    indicator_code text PRIMARY KEY REFERENCES indicator,
    place integer NOT NULL UNIQUE,
    topic text NOT NULL CHECK (topic IN ('harm', 'severity', 'prevention', 'control')),
    numerator_kk text NOT NULL,
    numerator_ru text NOT NULL,
    numerator_en text NOT NULL,
    denominator_kk text,
    denominator_ru text,
    denominator_en text,
    taken_from_kk text NOT NULL,
    taken_from_ru text NOT NULL,
    taken_from_en text NOT NULL,
    numerator_over_months text NOT NULL CHECK (numerator_over_months IN ('sum', 'last')),
    denominator_over_months text CHECK (denominator_over_months IN ('mean', 'sum', 'last')),
    per integer NOT NULL CHECK (per IN (1, 100, 1000)),
    interval_kind text NOT NULL CHECK (interval_kind IN ('poisson', 'binomial', 'none')),
    CHECK ((denominator_over_months IS NULL) = (denominator_en IS NULL)),
    CHECK (per = 1 OR denominator_en IS NOT NULL),
    CHECK (interval_kind <> 'binomial' OR (denominator_over_months = numerator_over_months AND per = 100))
);
COMMENT ON TABLE measure IS 'Indicators computed from the registers: what is counted over what; the counting itself is queries/indicators/definitions/<indicator_code>.sql.';
COMMENT ON COLUMN measure.place IS 'Place in lists of indicators.';
COMMENT ON COLUMN measure.taken_from_en IS 'Register the rows come from.';
COMMENT ON COLUMN measure.numerator_over_months IS 'How months become a period: their sum, or the state of the last of them.';
COMMENT ON COLUMN measure.denominator_over_months IS 'The same of the denominator; mean: of the months known. Null where nothing is divided.';
COMMENT ON COLUMN measure.per IS 'What the quotient is multiplied by.';
COMMENT ON COLUMN measure.interval_kind IS 'poisson: events over an exposure; binomial: a part of a whole; none: no interval is claimed.';
