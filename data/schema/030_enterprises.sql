-- Enterprises: activities, employers and how many people they employ.

CREATE FUNCTION bin_control_digit(bin text) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    WITH digits AS (
        SELECT CAST(substr(bin, place, 1) AS integer) AS digit, place FROM generate_series(1, 11) AS place
    ),
    summed AS (
        SELECT sum(digit * place) % 11 AS first_try, sum(digit * ((place + 1) % 11 + 1)) % 11 AS second_try FROM digits
    )
    SELECT CAST(CASE WHEN first_try < 10 THEN first_try WHEN second_try < 10 THEN second_try END AS integer) FROM summed
$$;
COMMENT ON FUNCTION bin_control_digit IS 'Digit 12 that the first 11 digits of a BIN demand; null where such a number is never issued.';

CREATE TABLE activity (
    activity_code text PRIMARY KEY CHECK (activity_code ~ '^([A-U]|[0-9]{2,5})$'),
    parent_code text REFERENCES activity,
    level integer NOT NULL CHECK (level BETWEEN 1 AND 5),
    name_kk text NOT NULL,
    name_ru text NOT NULL,
    name_en text NOT NULL,
    CHECK ((parent_code IS NULL) = (level = 1))
);
COMMENT ON TABLE activity IS 'Kinds of economic activity, OKED: section, division and finer.';

CREATE TABLE employer (
    bin text PRIMARY KEY CHECK (bin ~ '^[0-9]{2}(0[1-9]|1[0-2])[456][0-3][0-9]{6}$'),
    parent_bin text REFERENCES employer,
    name_kk text NOT NULL,
    name_ru text NOT NULL,
    name_en text NOT NULL,
    activity_code text NOT NULL REFERENCES activity,
    region_code text NOT NULL REFERENCES region,
    employee_count integer CHECK (employee_count >= 0),
    known_on date NOT NULL,
    source_code text NOT NULL,
    batch_id bigint NOT NULL,
    FOREIGN KEY (batch_id, source_code) REFERENCES batch (batch_id, source_code),
    CHECK (parent_bin <> bin),
    CONSTRAINT only_demonstration_bins_fail_their_control_digit
        CHECK ((CAST(right(bin, 1) AS integer) IS NOT DISTINCT FROM bin_control_digit(bin)) = (source_code <> 'demo'))
);
COMMENT ON TABLE employer IS 'Legal entities by BIN. Demonstration BINs fail the control digit on purpose.';
COMMENT ON COLUMN employer.region_code IS 'Region of registration; facilities may lie elsewhere.';
COMMENT ON COLUMN employer.employee_count IS 'Hired employees, persons, at the last report; null when not reported.';
CREATE INDEX employer_by_region ON employer (region_code);
CREATE INDEX employer_by_parent ON employer (parent_bin) WHERE parent_bin IS NOT NULL;

CREATE TABLE employment (
    region_code text NOT NULL REFERENCES region,
    activity_code text NOT NULL REFERENCES activity,
    month date NOT NULL CHECK (extract(day FROM month) = 1),
    employee_count integer NOT NULL CHECK (employee_count >= 0),
    known_on date NOT NULL,
    source_code text NOT NULL,
    batch_id bigint NOT NULL,
    PRIMARY KEY (region_code, activity_code, month, known_on) INCLUDE (employee_count),
    FOREIGN KEY (batch_id, source_code) REFERENCES batch (batch_id, source_code),
    CHECK (known_on >= month)
);
COMMENT ON TABLE employment IS 'Hired employees by region, activity section and month: the denominator of every injury rate. A correction is a row of its own: of several the last known counts (employees_by_month).';
COMMENT ON COLUMN employment.month IS 'First day of the month.';
COMMENT ON COLUMN employment.employee_count IS 'Hired employees, persons, mean over the month.';
