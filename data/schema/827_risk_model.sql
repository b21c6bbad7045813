-- The fitted model of the predicted probability as rows: its base, its steps, its groups, and what the backtest measured of it.

CREATE TABLE risk_model (
    model_version integer PRIMARY KEY CHECK (model_version > 0),
    known_through date NOT NULL,
    fitted_at timestamptz NOT NULL DEFAULT now(),
    form text NOT NULL CHECK (form IN ('steps', 'logistic')),
    outcome text NOT NULL,
    base_log_odds numeric(7, 3) NOT NULL,
    first_origin date NOT NULL,
    last_origin date NOT NULL CHECK (last_origin >= first_origin AND last_origin < known_through),
    row_count integer NOT NULL CHECK (row_count > 0),
    event_count integer NOT NULL CHECK (event_count BETWEEN 1 AND row_count)
);
COMMENT ON TABLE risk_model IS 'Versions of the fitted model. A day is scored by the version with the latest known_through not after it, of those the latest.';
COMMENT ON COLUMN risk_model.known_through IS 'Last day of which anything was known to the fit; the version is valid from this day.';
COMMENT ON COLUMN risk_model.form IS 'steps where the backtest on the rows known by the day ranked them better than the plain logistic fit beyond chance; else logistic: a straight line on the logarithm, written on the same steps.';
COMMENT ON COLUMN risk_model.outcome IS 'What is predicted, as the training table names it.';
COMMENT ON COLUMN risk_model.base_log_odds IS 'Log odds of a facility to which no step and no group adds anything.';
COMMENT ON COLUMN risk_model.first_origin IS 'Earliest day from which the fit looked twelve months ahead; last_origin the latest.';
COMMENT ON COLUMN risk_model.event_count IS 'Rows of the training table, one a facility and origin, on which the outcome came true.';

CREATE TABLE risk_model_step (
    model_version integer NOT NULL REFERENCES risk_model,
    feature text NOT NULL,
    at_least double precision NOT NULL,
    log_odds numeric(7, 3) NOT NULL,
    PRIMARY KEY (model_version, feature, at_least)
);
COMMENT ON TABLE risk_model_step IS 'Step functions of numeric features: of a feature the step with the largest at_least not above the value counts.';
COMMENT ON COLUMN risk_model_step.feature IS 'A column of risk_features_on.';
COMMENT ON COLUMN risk_model_step.at_least IS 'In the unit of the feature; -Infinity below every other step, NaN where the value is not known.';
COMMENT ON COLUMN risk_model_step.log_odds IS 'What the step adds to the log odds, rounded so that sums are exact.';

CREATE TABLE risk_model_group (
    model_version integer NOT NULL REFERENCES risk_model,
    feature text NOT NULL,
    code text NOT NULL,
    log_odds numeric(7, 3) NOT NULL,
    PRIMARY KEY (model_version, feature, code)
);
COMMENT ON TABLE risk_model_group IS 'Effects of groups, pulled towards nothing where a group has few rows; a code that is not here adds nothing.';

CREATE TABLE risk_model_figure (
    model_version integer NOT NULL REFERENCES risk_model,
    table_name text NOT NULL,
    outcome text NOT NULL,
    year integer NOT NULL,
    method text NOT NULL,
    figure text NOT NULL,
    value double precision,
    low double precision,
    high double precision CHECK (high >= low),
    PRIMARY KEY (model_version, table_name, outcome, year, method, figure)
);
COMMENT ON TABLE risk_model_figure IS 'What the backtest measured on years the fit had not seen.';
COMMENT ON COLUMN risk_model_figure.table_name IS 'demo, or the name of the file the backtest ran on.';
COMMENT ON COLUMN risk_model_figure.year IS 'Year that was predicted; 0 all years together.';
COMMENT ON COLUMN risk_model_figure.method IS 'steps or logistic, the two forms, or a naive ranking they are set against.';
COMMENT ON COLUMN risk_model_figure.value IS 'Null where it is not defined, as with a year without an event.';
COMMENT ON COLUMN risk_model_figure.low IS 'Lower end of the 95 per cent bootstrap interval; high the upper one.';

CREATE TABLE risk_model_curve (
    model_version integer NOT NULL REFERENCES risk_model,
    table_name text NOT NULL,
    outcome text NOT NULL,
    year integer NOT NULL,
    method text NOT NULL,
    curve text NOT NULL,
    point_no integer NOT NULL CHECK (point_no >= 0),
    x double precision NOT NULL,
    y double precision NOT NULL,
    row_count integer NOT NULL CHECK (row_count >= 0),
    PRIMARY KEY (model_version, table_name, outcome, year, method, curve, point_no)
);
COMMENT ON TABLE risk_model_curve IS 'Points of the curves of the backtest: calibration and lift.';
COMMENT ON COLUMN risk_model_curve.x IS 'calibration: mean probability predicted; lift: share of units looked at, the highest first.';
COMMENT ON COLUMN risk_model_curve.y IS 'calibration: share on which the outcome came true; lift: share of all events among those units.';
COMMENT ON COLUMN risk_model_curve.row_count IS 'Units behind the point.';

CREATE FUNCTION model_on(day date) RETURNS risk_model LANGUAGE sql STABLE AS $$
    SELECT m.* FROM risk_model m WHERE m.known_through <= day ORDER BY m.known_through DESC, m.model_version DESC LIMIT 1
$$;
COMMENT ON FUNCTION model_on IS 'The version that scores a day: fitted on nothing later than the day; null before the first.';
