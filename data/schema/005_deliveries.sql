-- Where every row comes from: systems, their deliveries, the rows a delivery could not load, and the counter that tells caches to look again.

CREATE TABLE source (
    source_code text PRIMARY KEY CHECK (source_code ~ '^[a-z][a-z0-9_]*$'),
    name_kk text NOT NULL,
    name_ru text NOT NULL,
    name_en text NOT NULL,
    is_demonstration boolean NOT NULL DEFAULT false,
    expected_every_days integer CHECK (expected_every_days > 0)
);
COMMENT ON TABLE source IS 'A system or publication that delivers rows.';
COMMENT ON COLUMN source.is_demonstration IS 'True where the rows are invented; every screen and file says so.';
COMMENT ON COLUMN source.expected_every_days IS 'Days between deliveries; null where none is agreed.';

CREATE TABLE batch (
    batch_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source_code text NOT NULL REFERENCES source,
    received_at timestamptz NOT NULL DEFAULT now(),
    file_name text NOT NULL,
    file_sha256 text NOT NULL CHECK (file_sha256 ~ '^[0-9a-f]{64}$'),
    read_count integer NOT NULL DEFAULT 0 CHECK (read_count >= 0),
    loaded_count integer NOT NULL DEFAULT 0 CHECK (loaded_count >= 0),
    rejected_count integer NOT NULL DEFAULT 0 CHECK (rejected_count >= 0),
    author text NOT NULL,
    UNIQUE (batch_id, source_code)
);
COMMENT ON TABLE batch IS 'One delivery of rows from one source; every fact row names its batch.';
COMMENT ON COLUMN batch.read_count IS 'Rows read from the file.';
COMMENT ON COLUMN batch.loaded_count IS 'Rows that were new or changed.';
COMMENT ON COLUMN batch.rejected_count IS 'Rows refused; each is in rejected_row.';
CREATE INDEX batch_by_source ON batch (source_code, received_at DESC);

CREATE TABLE rejected_row (
    batch_id bigint NOT NULL REFERENCES batch,
    line_no integer NOT NULL CHECK (line_no > 0),
    column_name text NOT NULL,
    value text,
    reason text NOT NULL,
    PRIMARY KEY (batch_id, line_no, column_name)
);
COMMENT ON TABLE rejected_row IS 'A cell that kept its row out of a delivery, and why.';
COMMENT ON COLUMN rejected_row.line_no IS 'Line of the file as a person counts it, the header being line 1.';

CREATE TABLE data_version (
    is_only_row boolean PRIMARY KEY DEFAULT true CHECK (is_only_row),
    counter bigint NOT NULL DEFAULT 0,
    changed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE data_version IS 'One row whose counter moves with every delivery, score or edit; caches and tiles carry it in their key.';
INSERT INTO data_version DEFAULT VALUES;

CREATE FUNCTION move_data_version() RETURNS bigint LANGUAGE sql AS $$
    UPDATE data_version SET counter = counter + 1, changed_at = now() RETURNING counter
$$;
COMMENT ON FUNCTION move_data_version IS 'Tells every cache that the data changed; call it in the transaction of the change.';

CREATE FUNCTION reporting_period(as_of date, OUT starts_on date, OUT ends_on date, OUT starts_on_before date, OUT ends_on_before date)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    WITH last_full_month AS (
        SELECT CAST(date_trunc('month', CAST(as_of AS timestamp) + interval '1 day') - interval '1 day' AS date) AS ends_on
    )
    SELECT CAST(date_trunc('year', CAST(ends_on AS timestamp)) AS date), ends_on,
        CAST(date_trunc('year', CAST(ends_on AS timestamp)) - interval '1 year' AS date),
        CAST(date_trunc('month', CAST(ends_on AS timestamp)) - interval '11 months' - interval '1 day' AS date)
    FROM last_full_month
$$;
COMMENT ON FUNCTION reporting_period IS 'January to the last full month ended by a day, and the same months a year before; all four days are included days.';
