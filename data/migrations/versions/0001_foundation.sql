-- Who asks: what the application has set for this transaction. Nothing set means nobody.

CREATE FUNCTION app_region() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(current_setting('app.region', true), '')
$$;

CREATE FUNCTION app_body() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(current_setting('app.body', true), '')
$$;

CREATE FUNCTION app_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(current_setting('app.role', true), '')
$$;

CREATE FUNCTION app_user_code() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(current_setting('app.user', true), '')
$$;

CREATE FUNCTION app_is_nationwide() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('app.is_nationwide', true), '') = 'on'
$$;

CREATE FUNCTION app_sees_all_instructions() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('app.sees_all_instructions', true), '') = 'on'
$$;

COMMENT ON FUNCTION app_region IS 'The only region whose rows the asker may see; null for nobody, and for those who see the whole country.';
COMMENT ON FUNCTION app_body IS 'The body whose instructions the asker may see.';
COMMENT ON FUNCTION app_role IS 'The role of the asker among those of app_user.';
COMMENT ON FUNCTION app_user_code IS 'The code of the asker in app_user; null for a command of the machine.';
COMMENT ON FUNCTION app_is_nationwide IS 'The asker sees the rows of every region.';
COMMENT ON FUNCTION app_sees_all_instructions IS 'The asker oversees the instructions of every body.';
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
-- Places: regions, their districts and settlements.

CREATE TABLE region (
    region_code text PRIMARY KEY CHECK (region_code ~ '^[0-9]{2}$'),
    iso_code text NOT NULL UNIQUE CHECK (iso_code ~ '^KZ-[0-9]{2}$'),
    name_kk text NOT NULL,
    name_ru text NOT NULL,
    name_en text NOT NULL,
    population integer NOT NULL CHECK (population > 0),
    is_population_approximate boolean NOT NULL,
    formed_on date,
    geom geometry(MultiPolygon, 4326) NOT NULL CHECK (ST_IsValid(geom))
);
COMMENT ON TABLE region IS 'The 20 regions and cities of republican significance.';
COMMENT ON COLUMN region.region_code IS 'First two digits of KATO.';
COMMENT ON COLUMN region.population IS 'Persons, December 2025.';
COMMENT ON COLUMN region.formed_on IS 'Day a region was formed where its series break; null for the older ones.';
CREATE INDEX region_by_place ON region USING gist (geom);

CREATE TABLE district (
    district_code text PRIMARY KEY CHECK (district_code ~ '^[0-9]{9}$'),
    region_code text NOT NULL REFERENCES region,
    name_kk text NOT NULL CHECK (name_kk <> ''),
    name_ru text NOT NULL CHECK (name_ru <> ''),
    name_en text NOT NULL CHECK (name_en <> ''),
    geom geometry(MultiPolygon, 4326) NOT NULL CHECK (ST_IsValid(geom)),
    outline geometry(MultiPolygon, 4326),
    source_code text NOT NULL REFERENCES source,
    batch_id bigint NOT NULL,
    CHECK (left(district_code, 2) = region_code),
    UNIQUE (district_code, region_code),
    FOREIGN KEY (batch_id, source_code) REFERENCES batch (batch_id, source_code)
);
COMMENT ON TABLE district IS 'Districts and towns of region significance, by an upload of boundaries that replaces all of a region at once.';
COMMENT ON COLUMN district.district_code IS 'KATO, nine digits; the first two are the region.';
COMMENT ON COLUMN district.outline IS 'Simplified for the screen together with all others, so that neighbours share their borders; null: none made yet.';
COMMENT ON COLUMN district.batch_id IS 'Delivery that brought the district or changed it last.';
CREATE INDEX district_by_place ON district USING gist (geom);

CREATE TABLE settlement (
    settlement_id integer PRIMARY KEY,
    region_code text NOT NULL REFERENCES region,
    name_kk text NOT NULL,
    name_ru text NOT NULL,
    name_en text NOT NULL,
    population integer NOT NULL CHECK (population >= 0),
    geom geometry(Point, 4326) NOT NULL
);
COMMENT ON TABLE settlement IS 'Cities, towns and villages with their population in persons.';
CREATE INDEX settlement_by_place ON settlement USING gist (geom);
-- Professional rescue units, and how far each comes within an hour.

CREATE TABLE rescue_unit (
    rescue_unit_id integer PRIMARY KEY,
    region_code text NOT NULL REFERENCES region,
    name_kk text NOT NULL CHECK (name_kk <> ''),
    name_ru text NOT NULL CHECK (name_ru <> ''),
    name_en text NOT NULL CHECK (name_en <> ''),
    kind_code text NOT NULL CHECK (kind_code IN ('mine_rescue', 'well_control', 'gas_rescue')),
    reach_km integer NOT NULL CHECK (reach_km BETWEEN 1 AND 300),
    geom geometry(Point, 4326) NOT NULL,
    source_code text NOT NULL REFERENCES source,
    batch_id bigint NOT NULL,
    FOREIGN KEY (batch_id, source_code) REFERENCES batch (batch_id, source_code)
);
COMMENT ON TABLE rescue_unit IS 'Professional mine-rescue and emergency-rescue units; seen by everybody who signs in, since help comes across the lines of regions.';
COMMENT ON COLUMN rescue_unit.reach_km IS 'Kilometres as the crow flies that the unit covers by road within an hour of the call.';
CREATE INDEX rescue_unit_by_place ON rescue_unit USING gist (geom);
-- State bodies and the people who sign in for them.

CREATE TABLE body (
    body_code text PRIMARY KEY CHECK (body_code ~ '^[a-z][a-z0-9_]*$'),
    kind text NOT NULL CHECK (kind IN ('office', 'ministry', 'committee', 'akimat', 'inspectorate', 'group')),
    name_kk text NOT NULL,
    name_ru text NOT NULL,
    name_en text NOT NULL,
    short_kk text NOT NULL,
    short_ru text NOT NULL,
    short_en text NOT NULL,
    region_code text REFERENCES region,
    abolished_on date,
    CHECK ((region_code IS NOT NULL) = (kind IN ('akimat', 'inspectorate')))
);
COMMENT ON TABLE body IS 'Ministries, committees, akimats and inspectorates; kind group where a publication names no single body.';
COMMENT ON COLUMN body.abolished_on IS 'Day from which the body is no more and gets no new instructions; those it has stay in the register. Null: it exists.';

CREATE TABLE app_user (
    user_code text PRIMARY KEY CHECK (user_code ~ '^[a-z0-9][a-z0-9_.-]*$'),
    email text UNIQUE CHECK (email = lower(email)),
    role text NOT NULL CHECK (role IN ('pm_office', 'controller', 'minister', 'akimat', 'labour_inspector', 'safety_inspector', 'steward')),
    name_kk text NOT NULL,
    name_ru text NOT NULL,
    name_en text NOT NULL,
    region_code text REFERENCES region,
    body_code text NOT NULL REFERENCES body,
    is_demonstration boolean NOT NULL DEFAULT false,
    place integer NOT NULL DEFAULT 1,
    language text NOT NULL DEFAULT 'kk' CHECK (language IN ('kk', 'ru', 'en')),
    CHECK (role NOT IN ('akimat', 'labour_inspector', 'safety_inspector') OR region_code IS NOT NULL)
);
COMMENT ON TABLE app_user IS 'Who may sign in, in what role, for which region or body. The name is that of the post.';
COMMENT ON COLUMN app_user.email IS 'Verified address of the sign-in provider, lower case; null for demonstration people.';
COMMENT ON COLUMN app_user.language IS 'Language in which the person is written to.';
COMMENT ON COLUMN app_user.place IS 'Order in which demonstration people are offered.';
COMMENT ON COLUMN app_user.region_code IS 'The only region whose rows the person sees; null means the whole country.';

CREATE FUNCTION person_signing_in(asked_code text, asked_email text)
RETURNS TABLE (user_code text, role text, name_kk text, name_ru text, name_en text, region_code text, body_code text,
               is_demonstration boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT user_code, role, name_kk, name_ru, name_en, region_code, body_code, is_demonstration
    FROM app_user
    WHERE (is_demonstration AND user_code = asked_code AND EXISTS (SELECT 1 FROM batch WHERE source_code = 'demo'))
       OR (NOT is_demonstration AND email = lower(asked_email))
$$;
COMMENT ON FUNCTION person_signing_in IS 'The person behind a demonstration code or a verified address; the only way the application reads app_user.';

CREATE FUNCTION demonstration_people() RETURNS TABLE (
    place integer, user_code text, role text, name_kk text, name_ru text, name_en text, region_code text, body_code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT place, user_code, role, name_kk, name_ru, name_en, region_code, body_code
    FROM app_user
    WHERE is_demonstration AND EXISTS (SELECT 1 FROM batch WHERE source_code = 'demo')
$$;
COMMENT ON FUNCTION demonstration_people IS 'Whom a visitor may choose to be; nobody unless demonstration data is loaded.';
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
    source_code text NOT NULL REFERENCES source,
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
    source_code text NOT NULL REFERENCES source,
    batch_id bigint NOT NULL,
    PRIMARY KEY (region_code, activity_code, month, known_on) INCLUDE (employee_count),
    FOREIGN KEY (batch_id, source_code) REFERENCES batch (batch_id, source_code),
    CHECK (known_on >= month)
);
COMMENT ON TABLE employment IS 'Hired employees by region, activity section and month: the denominator of every injury rate. A correction is a row of its own: of several the last known counts (employees_by_month).';
COMMENT ON COLUMN employment.month IS 'First day of the month.';
COMMENT ON COLUMN employment.employee_count IS 'Hired employees, persons, mean over the month.';
-- Hazardous production facilities and what their passport holds.

CREATE TABLE hazard_type (
    hazard_type_code text PRIMARY KEY CHECK (hazard_type_code ~ '^[a-z][a-z0-9_]*$'),
    name_kk text NOT NULL,
    name_ru text NOT NULL,
    name_en text NOT NULL
);
COMMENT ON TABLE hazard_type IS 'Kinds of hazardous production facility; also the homogeneous groups in which risk points are compared.';

CREATE TABLE facility (
    facility_id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    source_code text NOT NULL REFERENCES source,
    source_key text NOT NULL,
    batch_id bigint NOT NULL,
    bin text REFERENCES employer,
    owner_name text,
    name_kk text NOT NULL CHECK (name_kk <> ''),
    name_ru text NOT NULL CHECK (name_ru <> ''),
    name_en text NOT NULL CHECK (name_en <> ''),
    address text,
    hazard_type_code text NOT NULL REFERENCES hazard_type,
    region_code text NOT NULL REFERENCES region,
    region_taken_from text NOT NULL CHECK (region_taken_from IN ('point', 'nearest', 'declared')),
    district_code text,
    geom geometry(Point, 4326)
        CONSTRAINT lies_in_or_near_kazakhstan CHECK (ST_X(geom) BETWEEN 45 AND 88.5 AND ST_Y(geom) BETWEEN 39.5 AND 56.5),
    employee_count integer CHECK (employee_count >= 0),
    is_declaration_required boolean,
    declaration_no text,
    declaration_known_on date CHECK (declaration_known_on >= known_on),
    danger_radius_m integer CHECK (danger_radius_m BETWEEN 0 AND 50000),
    commissioned_on date,
    decommissioned_on date CHECK (decommissioned_on >= commissioned_on),
    known_on date NOT NULL,
    UNIQUE (source_code, source_key),
    UNIQUE (facility_id, region_code),
    FOREIGN KEY (batch_id, source_code) REFERENCES batch (batch_id, source_code),
    FOREIGN KEY (district_code, region_code) REFERENCES district (district_code, region_code),
    CHECK (geom IS NOT NULL OR region_taken_from = 'declared')
);
COMMENT ON TABLE facility IS 'Hazardous production facilities (OPO): one row a facility, the head of its passport.';
COMMENT ON COLUMN facility.source_key IS 'The facility''s own number in the delivering system; the same number delivered again updates the row.';
COMMENT ON COLUMN facility.owner_name IS 'Owner as delivered, where no BIN is known.';
COMMENT ON COLUMN facility.region_taken_from IS 'point: polygon holds the point; nearest: nearest region within 250 km (offshore, border); declared: as delivered.';
COMMENT ON COLUMN facility.employee_count IS 'Persons working at the facility.';
COMMENT ON COLUMN facility.is_declaration_required IS 'Declaration of industrial safety is mandatory; null when not known.';
COMMENT ON COLUMN facility.declaration_known_on IS 'Day the register learned of the declaration, where that was after known_on.';
COMMENT ON COLUMN facility.danger_radius_m IS 'Radius of the zone endangered by the worst accident, metres.';
COMMENT ON COLUMN facility.known_on IS 'Day the register first held the facility.';
CREATE INDEX facility_by_place ON facility USING gist (geom);
CREATE INDEX facility_by_region_and_hazard ON facility (region_code, hazard_type_code) INCLUDE (facility_id);
CREATE INDEX facility_by_employer ON facility (bin, region_code, facility_id);

CREATE TABLE facility_substance (
    facility_id bigint NOT NULL,
    substance text NOT NULL,
    region_code text NOT NULL,
    quantity_tonnes numeric NOT NULL CHECK (quantity_tonnes >= 0),
    threshold_tonnes numeric CHECK (threshold_tonnes > 0),
    PRIMARY KEY (facility_id, substance),
    FOREIGN KEY (facility_id, region_code) REFERENCES facility (facility_id, region_code) ON UPDATE CASCADE
);
COMMENT ON TABLE facility_substance IS 'Dangerous substances held, in tonnes, with the threshold above which a declaration is mandatory.';

CREATE TABLE device (
    facility_id bigint NOT NULL,
    device_id bigint GENERATED BY DEFAULT AS IDENTITY,
    region_code text NOT NULL,
    kind_code text NOT NULL CHECK (kind_code IN ('boiler', 'pressure_vessel', 'lift', 'crane', 'hoist', 'ventilator', 'pump',
                                                 'pipeline', 'reactor', 'furnace', 'drilling_rig', 'tank', 'conveyor', 'other')),
    made_on date NOT NULL,
    service_life_years integer NOT NULL CHECK (service_life_years BETWEEN 1 AND 100),
    service_ends_on date NOT NULL
        GENERATED ALWAYS AS (CAST(made_on + make_interval(years => service_life_years) AS date)) STORED,
    expertise_valid_to date,
    removed_on date CHECK (removed_on >= made_on),
    known_on date NOT NULL,
    source_code text NOT NULL REFERENCES source,
    batch_id bigint NOT NULL,
    PRIMARY KEY (facility_id, device_id),
    FOREIGN KEY (facility_id, region_code) REFERENCES facility (facility_id, region_code) ON UPDATE CASCADE,
    FOREIGN KEY (batch_id, source_code) REFERENCES batch (batch_id, source_code)
);
COMMENT ON TABLE device IS 'Hazardous technical devices with their normative service life.';
COMMENT ON COLUMN device.service_life_years IS 'Normative service life set by the manufacturer, years.';
COMMENT ON COLUMN device.service_ends_on IS 'First day beyond the normative service life.';
COMMENT ON COLUMN device.expertise_valid_to IS 'Last day the industrial-safety expertise allows operation; null without expertise.';

CREATE TABLE permit (
    facility_id bigint NOT NULL,
    permit_id bigint GENERATED BY DEFAULT AS IDENTITY,
    region_code text NOT NULL,
    kind_code text NOT NULL CHECK (kind_code IN ('liability_insurance', 'accident_insurance', 'rescue_contract', 'attestation', 'training',
                                                 'risk_assessment')),
    number text NOT NULL,
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    worker_count integer CHECK (worker_count > 0),
    harmful_worker_count integer CHECK (harmful_worker_count BETWEEN 0 AND worker_count),
    known_on date NOT NULL,
    source_code text NOT NULL REFERENCES source,
    batch_id bigint NOT NULL,
    PRIMARY KEY (facility_id, permit_id),
    FOREIGN KEY (facility_id, region_code) REFERENCES facility (facility_id, region_code) ON UPDATE CASCADE,
    FOREIGN KEY (batch_id, source_code) REFERENCES batch (batch_id, source_code),
    CHECK (valid_to >= valid_from),
    CHECK ((worker_count IS NULL) = (harmful_worker_count IS NULL)),
    CHECK (worker_count IS NULL OR kind_code = 'attestation')
);
COMMENT ON TABLE permit IS 'Contracts and permits of a facility: insurance, rescue contract, attestation, training, assessment of professional risks; both end days are valid days.';
COMMENT ON COLUMN permit.kind_code IS 'liability_insurance is insurance of liability to third parties, which lowers the risk degree by one.';
COMMENT ON COLUMN permit.worker_count IS 'Persons whose workplaces an attestation covers; null where it does not say.';
COMMENT ON COLUMN permit.harmful_worker_count IS 'Of them in harmful or dangerous conditions.';
CREATE INDEX permit_by_kind ON permit (kind_code, known_on);
-- State control: inspections, the violations found, the prescriptions to fix them.

CREATE TYPE severity AS ENUM ('minor', 'significant', 'gross');
COMMENT ON TYPE severity IS 'Severity of a violation, Entrepreneurial Code article 141 paragraph 8; ordered from light to heavy.';

CREATE TABLE checklist_requirement (
    requirement_id integer PRIMARY KEY,
    hazard_type_code text NOT NULL REFERENCES hazard_type,
    severity severity NOT NULL,
    article text NOT NULL,
    text_kk text NOT NULL,
    text_ru text NOT NULL,
    text_en text NOT NULL,
    source_code text NOT NULL REFERENCES source
);
COMMENT ON TABLE checklist_requirement IS 'What an inspector checks at a kind of facility, and how severe breaking it is.';
CREATE INDEX checklist_requirement_by_hazard ON checklist_requirement (hazard_type_code, severity);

CREATE TABLE inspection (
    facility_id bigint NOT NULL,
    inspection_id bigint GENERATED BY DEFAULT AS IDENTITY,
    region_code text NOT NULL,
    kind_code text NOT NULL CHECK (kind_code IN ('scheduled', 'unscheduled', 'preventive', 'follow_up')),
    body_code text NOT NULL REFERENCES body,
    planned_on date,
    inspected_on date NOT NULL,
    inspector_days numeric(6, 1) NOT NULL CHECK (inspector_days > 0),
    suspended_until date CHECK (suspended_until >= inspected_on),
    known_on date NOT NULL CHECK (known_on >= inspected_on),
    source_code text NOT NULL REFERENCES source,
    batch_id bigint NOT NULL,
    PRIMARY KEY (facility_id, inspection_id),
    FOREIGN KEY (facility_id, region_code) REFERENCES facility (facility_id, region_code) ON UPDATE CASCADE,
    FOREIGN KEY (batch_id, source_code) REFERENCES batch (batch_id, source_code)
);
COMMENT ON TABLE inspection IS 'Inspections carried out; the checklist is that of the facility''s hazard type.';
COMMENT ON COLUMN inspection.inspector_days IS 'Working days spent, summed over inspectors.';
COMMENT ON COLUMN inspection.suspended_until IS 'Last day operation was suspended after this inspection; null where it was not.';
COMMENT ON COLUMN inspection.known_on IS 'Day the register learned of it.';
CREATE INDEX inspection_by_day ON inspection (inspected_on, region_code) INCLUDE (facility_id, known_on, inspector_days);

CREATE TABLE prescription (
    facility_id bigint NOT NULL,
    prescription_id bigint GENERATED BY DEFAULT AS IDENTITY,
    inspection_id bigint NOT NULL,
    region_code text NOT NULL,
    number text NOT NULL,
    issued_on date NOT NULL,
    due_on date NOT NULL CHECK (due_on >= issued_on),
    fulfilled_on date CHECK (fulfilled_on >= issued_on),
    verified_on date CHECK (verified_on >= fulfilled_on),
    fulfilment_known_on date CHECK (fulfilment_known_on >= fulfilled_on),
    known_on date NOT NULL CHECK (known_on >= issued_on),
    source_code text NOT NULL REFERENCES source,
    batch_id bigint NOT NULL,
    PRIMARY KEY (facility_id, prescription_id),
    FOREIGN KEY (facility_id, inspection_id) REFERENCES inspection,
    FOREIGN KEY (facility_id, region_code) REFERENCES facility (facility_id, region_code) ON UPDATE CASCADE,
    FOREIGN KEY (batch_id, source_code) REFERENCES batch (batch_id, source_code),
    CHECK ((fulfilled_on IS NULL) = (fulfilment_known_on IS NULL))
);
COMMENT ON TABLE prescription IS 'Orders to fix what an inspection found; overdue from the day after due_on until fulfilled.';
COMMENT ON COLUMN prescription.fulfilment_known_on IS 'Day the register learned of the fulfilment.';
CREATE INDEX prescription_by_due_day ON prescription (due_on, region_code);

CREATE FUNCTION is_overdue_on(due_on date, fulfilment_known_on date, day date) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT due_on < day AND (fulfilment_known_on IS NULL OR fulfilment_known_on > day)
$$;
COMMENT ON FUNCTION is_overdue_on IS 'A prescription is overdue from the day after due_on until the day its fulfilment became known.';

CREATE TABLE violation (
    facility_id bigint NOT NULL,
    violation_id bigint GENERATED BY DEFAULT AS IDENTITY,
    inspection_id bigint NOT NULL,
    prescription_id bigint,
    region_code text NOT NULL,
    requirement_id integer REFERENCES checklist_requirement,
    severity severity NOT NULL,
    found_on date NOT NULL,
    fixed_on date CONSTRAINT not_fixed_before_found CHECK (fixed_on >= found_on),
    fix_known_on date CHECK (fix_known_on >= fixed_on),
    known_on date NOT NULL CHECK (known_on >= found_on),
    source_code text NOT NULL REFERENCES source,
    batch_id bigint NOT NULL,
    PRIMARY KEY (facility_id, violation_id),
    FOREIGN KEY (facility_id, inspection_id) REFERENCES inspection,
    FOREIGN KEY (facility_id, prescription_id) REFERENCES prescription,
    FOREIGN KEY (facility_id, region_code) REFERENCES facility (facility_id, region_code) ON UPDATE CASCADE,
    FOREIGN KEY (batch_id, source_code) REFERENCES batch (batch_id, source_code),
    CHECK ((fixed_on IS NULL) = (fix_known_on IS NULL))
);
COMMENT ON TABLE violation IS 'Violations found by an inspection of the same facility.';
COMMENT ON COLUMN violation.fix_known_on IS 'Day the register learned of the fix.';
CREATE INDEX violation_by_day ON violation (found_on, region_code);
-- Harm to people at work: accidents and casualties, without anybody's identity.

CREATE TABLE accident (
    accident_id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    region_code text NOT NULL REFERENCES region,
    facility_id bigint,
    bin text REFERENCES employer,
    activity_code text NOT NULL REFERENCES activity,
    occurred_at timestamptz NOT NULL,
    occurred_on date NOT NULL GENERATED ALWAYS AS (CAST(occurred_at AT TIME ZONE 'Asia/Almaty' AS date)) STORED,
    cause_code text NOT NULL CHECK (cause_code IN ('poor_organisation', 'victim_negligence', 'road_traffic', 'osh_rules_broken',
                                                   'equipment', 'other')),
    is_group boolean NOT NULL,
    killed_count integer NOT NULL CHECK (killed_count >= 0),
    injured_count integer NOT NULL CHECK (injured_count >= 1),
    known_on date NOT NULL,
    opened_on date,
    commission_level text CHECK (commission_level IN ('employer', 'region', 'ministry', 'government')),
    act_on date CHECK (act_on >= opened_on),
    act_sent_on date CHECK (act_sent_on >= act_on),
    employer_fault_pct integer CHECK (employer_fault_pct BETWEEN 0 AND 100),
    source_code text NOT NULL REFERENCES source,
    batch_id bigint NOT NULL,
    UNIQUE (accident_id, region_code),
    FOREIGN KEY (facility_id, region_code) REFERENCES facility (facility_id, region_code) ON UPDATE CASCADE,
    FOREIGN KEY (batch_id, source_code) REFERENCES batch (batch_id, source_code),
    CHECK (injured_count >= killed_count),
    CHECK (is_group = (injured_count >= 2)),
    CHECK (known_on >= CAST(occurred_at AT TIME ZONE 'Asia/Almaty' AS date))
);
COMMENT ON TABLE accident IS 'Accidents at work as registered by the labour inspectorate; facility_id is null where it happened away from any facility.';
COMMENT ON COLUMN accident.occurred_on IS 'Calendar day in Kazakhstan.';
COMMENT ON COLUMN accident.injured_count IS 'Persons injured, the killed included (definition of the labour inspectorate).';
COMMENT ON COLUMN accident.killed_count IS 'Persons killed.';
COMMENT ON COLUMN accident.is_group IS 'Two or more persons injured.';
COMMENT ON COLUMN accident.known_on IS 'Day it was reported to the inspectorate.';
COMMENT ON COLUMN accident.employer_fault_pct IS 'Share of the employer''s fault found by the investigation, percent.';
CREATE INDEX accident_by_region_and_day ON accident (region_code, occurred_on);
CREATE INDEX accident_by_day ON accident (occurred_on);
CREATE INDEX accident_by_facility ON accident (facility_id) WHERE facility_id IS NOT NULL;
CREATE INDEX accident_by_employer ON accident (bin);

CREATE TABLE casualty (
    accident_id bigint NOT NULL,
    casualty_no integer NOT NULL CHECK (casualty_no > 0),
    region_code text NOT NULL,
    severity text NOT NULL CHECK (severity IN ('light', 'severe', 'fatal')),
    sex text NOT NULL CHECK (sex IN ('female', 'male')),
    age_band text NOT NULL CHECK (age_band IN ('under_18', '18_24', '25_34', '35_44', '45_54', '55_64', '65_up')),
    occupation_group text NOT NULL CHECK (occupation_group IN ('manager', 'specialist', 'technician', 'machine_operator', 'skilled_worker', 'labourer')),
    lost_day_count integer CHECK (lost_day_count >= 0),
    lost_days_known_on date,
    PRIMARY KEY (accident_id, casualty_no),
    FOREIGN KEY (accident_id, region_code) REFERENCES accident (accident_id, region_code) ON UPDATE CASCADE,
    CHECK ((lost_day_count IS NULL) = (lost_days_known_on IS NULL)),
    CHECK (severity <> 'fatal' OR lost_day_count IS NULL)
);
COMMENT ON TABLE casualty IS 'One row a person injured or killed: bands and groups only, never an identity.';
COMMENT ON COLUMN casualty.lost_day_count IS 'Working days lost to the injury; null while the sick leave is open, and of the killed.';
COMMENT ON COLUMN casualty.lost_days_known_on IS 'Day the sick leave was closed and its days reported.';
-- What hospitals report of injuries at work: the only witness of harm that does not depend on the employer.

CREATE TABLE health_admission (
    admission_id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    region_code text NOT NULL REFERENCES region,
    bin text REFERENCES employer,
    admitted_on date NOT NULL,
    known_on date NOT NULL,
    severity text NOT NULL CHECK (severity IN ('light', 'severe', 'fatal')),
    accident_id bigint REFERENCES accident,
    source_code text NOT NULL REFERENCES source,
    batch_id bigint NOT NULL,
    FOREIGN KEY (batch_id, source_code) REFERENCES batch (batch_id, source_code),
    CHECK (known_on >= admitted_on)
);
COMMENT ON TABLE health_admission IS 'Admissions to hospital with an injury at work, as hospitals report them: one row a person, without anybody''s identity.';
COMMENT ON COLUMN health_admission.region_code IS 'Region of the hospital.';
COMMENT ON COLUMN health_admission.bin IS 'Employer that the injured person named; null where the hospital does not say.';
COMMENT ON COLUMN health_admission.admitted_on IS 'Day of admission in Kazakhstan.';
COMMENT ON COLUMN health_admission.known_on IS 'Day the hospital''s report arrived; the law gives it two working days.';
COMMENT ON COLUMN health_admission.accident_id IS 'Registered accident that the delivering system matched with it; null where it matched none.';
CREATE INDEX health_admission_by_region_and_day ON health_admission (region_code, admitted_on);
CREATE INDEX health_admission_by_day ON health_admission (admitted_on);
CREATE INDEX health_admission_by_employer ON health_admission (bin) WHERE bin IS NOT NULL;
CREATE INDEX health_admission_by_accident ON health_admission (accident_id) WHERE accident_id IS NOT NULL;
-- Programmes of prevention: what is to be installed, connected or taught at which facility, and where it is done.

CREATE TABLE programme (
    programme_code text PRIMARY KEY CHECK (programme_code ~ '^[a-z][a-z0-9_]*$'),
    kind_code text NOT NULL CHECK (kind_code IN ('special_equipment', 'gas_alarms', 'positioning', 'system_connection', 'training', 'other')),
    name_kk text NOT NULL,
    name_ru text NOT NULL,
    name_en text NOT NULL,
    known_on date NOT NULL,
    source_code text NOT NULL REFERENCES source,
    batch_id bigint NOT NULL,
    FOREIGN KEY (batch_id, source_code) REFERENCES batch (batch_id, source_code)
);
COMMENT ON TABLE programme IS 'A programme of prevention that names the facilities where something is to be done.';
COMMENT ON COLUMN programme.kind_code IS 'system_connection: the facility''s own system reports to a system of the State.';

CREATE TABLE programme_item (
    facility_id bigint NOT NULL,
    programme_code text NOT NULL REFERENCES programme,
    region_code text NOT NULL,
    due_on date,
    done_on date,
    done_known_on date CHECK (done_known_on >= done_on),
    known_on date NOT NULL,
    source_code text NOT NULL REFERENCES source,
    batch_id bigint NOT NULL,
    PRIMARY KEY (facility_id, programme_code),
    FOREIGN KEY (facility_id, region_code) REFERENCES facility (facility_id, region_code) ON UPDATE CASCADE,
    FOREIGN KEY (batch_id, source_code) REFERENCES batch (batch_id, source_code),
    CHECK ((done_on IS NULL) = (done_known_on IS NULL)),
    CHECK (done_known_on >= known_on)
);
COMMENT ON TABLE programme_item IS 'What a programme asks of one facility, and whether it is done there.';
COMMENT ON COLUMN programme_item.known_on IS 'Day the facility was put on the programme''s list.';
COMMENT ON COLUMN programme_item.done_known_on IS 'Day the register learned that it is done.';
CREATE INDEX programme_item_by_programme ON programme_item (programme_code);
-- Official figures as published, and the targets they are held against. Two series are never joined.

CREATE TABLE official_series (
    series_code text PRIMARY KEY CHECK (series_code ~ '^[a-z][a-z0-9_]*$'),
    body_code text REFERENCES body,
    name_kk text NOT NULL,
    name_ru text NOT NULL,
    name_en text NOT NULL,
    definition_kk text NOT NULL,
    definition_ru text NOT NULL,
    definition_en text NOT NULL
);
COMMENT ON TABLE official_series IS 'A published series with its own definition; figures of two series are never mixed.';

CREATE TABLE official_figure (
    figure_id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    series_code text NOT NULL REFERENCES official_series,
    indicator_code text NOT NULL,
    region_code text REFERENCES region,
    category_code text,
    period_start date NOT NULL,
    period_end date NOT NULL,
    value numeric NOT NULL,
    unit text NOT NULL,
    source_url text NOT NULL CHECK (source_url <> ''),
    is_derived boolean NOT NULL,
    is_interpolated boolean NOT NULL,
    published_on date,
    note text,
    CHECK (period_end > period_start),
    CONSTRAINT only_a_change_is_negative CHECK (value >= 0 OR indicator_code LIKE '%change_pct'),
    UNIQUE NULLS NOT DISTINCT (series_code, indicator_code, region_code, category_code, period_start, period_end, source_url, published_on)
);
COMMENT ON TABLE official_figure IS 'One published value of one period, with the address it was read at.';
COMMENT ON COLUMN official_figure.region_code IS 'Null for the whole country.';
COMMENT ON COLUMN official_figure.category_code IS 'Cause or activity the figure is limited to; null for all.';
COMMENT ON COLUMN official_figure.published_on IS 'Day of publication, null where it is not recorded. Of several publications of one period the latest counts; a recorded day is later than none, then the row loaded later.';
COMMENT ON COLUMN official_figure.is_derived IS 'Computed here from published figures; the note says how.';

CREATE TABLE indicator (
    indicator_code text PRIMARY KEY CHECK (indicator_code ~ '^[a-z][a-z0-9_]*$'),
    name_kk text NOT NULL,
    name_ru text NOT NULL,
    name_en text NOT NULL,
    unit text NOT NULL,
    direction text NOT NULL CHECK (direction IN ('lower_is_better', 'higher_is_better', 'neutral')),
    is_lower_better boolean NOT NULL
);
COMMENT ON TABLE indicator IS 'What targets and figures measure.';
COMMENT ON COLUMN indicator.direction IS 'Whether less or more of it is better; a neutral one has no target.';
ALTER TABLE official_figure ADD FOREIGN KEY (indicator_code) REFERENCES indicator;

CREATE TABLE target (
    indicator_code text NOT NULL REFERENCES indicator,
    region_code text REFERENCES region,
    year integer NOT NULL CHECK (year BETWEEN 2020 AND 2060),
    value numeric NOT NULL,
    source_url text NOT NULL CHECK (source_url <> ''),
    is_interpolated boolean NOT NULL,
    known_on date NOT NULL,
    UNIQUE NULLS NOT DISTINCT (indicator_code, region_code, year, known_on)
);
COMMENT ON TABLE target IS 'Published target values by year; region null for the national target.';
COMMENT ON COLUMN target.known_on IS 'Day of the act that sets them; a later act replaces the whole path from its day on.';
COMMENT ON COLUMN target.is_interpolated IS 'True for years between the official end points.';
-- Instructions of the Government and what became of them; nothing is overwritten, each step is a row.

CREATE TABLE instruction (
    instruction_id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    number text NOT NULL,
    parent_id bigint REFERENCES instruction,
    issued_on date NOT NULL,
    issuer_kk text NOT NULL,
    issuer_ru text NOT NULL,
    issuer_en text NOT NULL,
    source_document_kk text NOT NULL,
    source_document_ru text NOT NULL,
    source_document_en text NOT NULL,
    source_url text,
    text_kk text NOT NULL,
    text_ru text NOT NULL,
    text_en text NOT NULL,
    final_result_kk text,
    final_result_ru text,
    final_result_en text,
    controller_kk text,
    controller_ru text,
    controller_en text,
    controller_user_code text REFERENCES app_user,
    controller_body_code text REFERENCES body,
    lead_body_code text NOT NULL REFERENCES body,
    due_on date CHECK (due_on >= issued_on),
    known_on date NOT NULL CHECK (known_on >= issued_on),
    source_code text NOT NULL REFERENCES source,
    batch_id bigint NOT NULL,
    author_code text,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    words text NOT NULL GENERATED ALWAYS AS (lower(number || ' ' || text_kk || ' ' || text_ru || ' ' || text_en)) STORED,
    CONSTRAINT number_is_taken UNIQUE (number),
    FOREIGN KEY (batch_id, source_code) REFERENCES batch (batch_id, source_code)
);
CREATE INDEX instruction_by_lead ON instruction (lead_body_code, instruction_id);
CREATE INDEX instruction_by_controller ON instruction (controller_body_code);
CREATE INDEX instruction_by_controlling_person ON instruction (controller_user_code);
CREATE INDEX instruction_by_parent ON instruction (parent_id);
CREATE INDEX instruction_by_words ON instruction USING gin (words gin_trgm_ops);
COMMENT ON TABLE instruction IS 'Instructions with their source document; published ones carry no outcome that was not published.';
COMMENT ON COLUMN instruction.due_on IS 'Last day of the deadline as first set; null where none was set. Extensions are decisions.';
COMMENT ON COLUMN instruction.controller_user_code IS 'The person who controls it, where one is named; else whoever controls for controller_body_code.';
COMMENT ON COLUMN instruction.controller_en IS 'The controller as the document calls him.';
COMMENT ON COLUMN instruction.author_code IS 'Who entered it; null where a delivery brought it.';
COMMENT ON COLUMN instruction.words IS 'What the search of the register looks in, beside the names of the lead body.';
COMMENT ON COLUMN instruction.final_result_en IS 'The concrete result asked for, where it was stated.';

CREATE TABLE instruction_body (
    instruction_id bigint NOT NULL REFERENCES instruction,
    body_code text NOT NULL REFERENCES body,
    PRIMARY KEY (instruction_id, body_code)
);
COMMENT ON TABLE instruction_body IS 'Co-executors besides the lead body.';
CREATE INDEX instruction_body_by_body ON instruction_body (body_code, instruction_id);

CREATE TABLE instruction_indicator (
    instruction_id bigint NOT NULL REFERENCES instruction,
    indicator_code text NOT NULL REFERENCES indicator,
    PRIMARY KEY (instruction_id, indicator_code)
);
COMMENT ON TABLE instruction_indicator IS 'Indicators whose targets the instruction serves.';

CREATE TABLE instruction_facility (
    instruction_id bigint NOT NULL REFERENCES instruction,
    facility_id bigint NOT NULL,
    region_code text NOT NULL,
    PRIMARY KEY (instruction_id, facility_id),
    FOREIGN KEY (facility_id, region_code) REFERENCES facility (facility_id, region_code) ON UPDATE CASCADE
);
COMMENT ON TABLE instruction_facility IS 'Facilities the instruction is about; the akimats of their regions see it.';
CREATE INDEX instruction_facility_by_region ON instruction_facility (region_code, instruction_id);

CREATE TABLE milestone (
    instruction_id bigint NOT NULL REFERENCES instruction,
    milestone_no integer NOT NULL CHECK (milestone_no > 0),
    name_kk text NOT NULL,
    name_ru text NOT NULL,
    name_en text NOT NULL,
    due_on date NOT NULL,
    done_on date,
    done_known_on date CHECK (done_known_on >= done_on),
    PRIMARY KEY (instruction_id, milestone_no),
    CHECK ((done_on IS NULL) = (done_known_on IS NULL))
);
COMMENT ON TABLE milestone IS 'Steps on the way to the result.';

CREATE TABLE report (
    instruction_id bigint NOT NULL REFERENCES instruction,
    report_no integer NOT NULL CHECK (report_no > 0),
    body_code text NOT NULL REFERENCES body,
    reported_on date NOT NULL,
    declared_state text NOT NULL CHECK (declared_state IN ('in_work', 'done')),
    text_kk text NOT NULL,
    text_ru text NOT NULL,
    text_en text NOT NULL,
    done_pct smallint CHECK (done_pct BETWEEN 0 AND 100),
    version integer CHECK (version > 0),
    author_code text,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (instruction_id, report_no)
);
COMMENT ON TABLE report IS 'What a body declared about an instruction, and when; never changed.';
COMMENT ON COLUMN report.done_pct IS 'Share of the work that the body declares done, per cent; null where it gives none.';
COMMENT ON COLUMN report.version IS 'Which of the steps after the issue this was, reports and decisions counted together; null for steps that a delivery brought.';
COMMENT ON COLUMN report.author_code IS 'Who reported; null where a delivery brought it.';

CREATE TABLE report_facility (
    instruction_id bigint NOT NULL,
    report_no integer NOT NULL,
    facility_id bigint NOT NULL,
    region_code text NOT NULL,
    PRIMARY KEY (instruction_id, report_no, facility_id),
    FOREIGN KEY (instruction_id, report_no) REFERENCES report,
    FOREIGN KEY (facility_id, region_code) REFERENCES facility (facility_id, region_code) ON UPDATE CASCADE
);
COMMENT ON TABLE report_facility IS 'Facilities that a report points to as its proof.';

CREATE TABLE decision (
    instruction_id bigint NOT NULL REFERENCES instruction,
    decision_no integer NOT NULL CHECK (decision_no > 0),
    kind text NOT NULL CHECK (kind IN ('accepted', 'returned', 'extended')),
    decided_on date NOT NULL,
    new_due_on date,
    reason_kk text NOT NULL,
    reason_ru text NOT NULL,
    reason_en text NOT NULL,
    version integer CHECK (version > 0),
    author_code text,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (instruction_id, decision_no),
    CHECK ((new_due_on IS NOT NULL) = (kind = 'extended'))
);
COMMENT ON TABLE decision IS 'What the controller decided: a report accepted or returned, or the deadline extended; never changed.';
COMMENT ON COLUMN decision.version IS 'As in report.';
COMMENT ON COLUMN decision.author_code IS 'Who decided; null where a delivery brought it.';
-- Proof that comes with reports: files kept once by their SHA-256 outside the web root; here stands whose they are.

CREATE TABLE evidence (
    instruction_id bigint NOT NULL,
    report_no integer NOT NULL,
    evidence_no integer NOT NULL CHECK (evidence_no > 0),
    file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200 AND file_name !~ '[/\\[:cntrl:]]'),
    media_type text NOT NULL,
    byte_count bigint NOT NULL CHECK (byte_count BETWEEN 1 AND 52428800),
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    PRIMARY KEY (instruction_id, report_no, evidence_no),
    FOREIGN KEY (instruction_id, report_no) REFERENCES report
);
COMMENT ON TABLE evidence IS 'Files that a report brings as its proof; the content lies under its SHA-256 in the folder of evidence.';
COMMENT ON COLUMN evidence.file_name IS 'As the reporter called it, without any folder; only shown, never part of a path.';
COMMENT ON COLUMN evidence.byte_count IS 'At most 50 MB.';
CREATE INDEX evidence_by_content ON evidence (sha256);
-- How it is counted whether an instruction is carried out: the measure chosen for it, and what changed in the count on which day.

CREATE TABLE completion_measure (
    instruction_id bigint NOT NULL REFERENCES instruction,
    version integer NOT NULL CHECK (version > 0),
    measure_code text CHECK (measure_code IN ('programme_done', 'systems_connected', 'inspected', 'prescriptions_fulfilled', 'insured', 'declared', 'milestones')),
    since date,
    programme_code text REFERENCES programme,
    of_region text REFERENCES region,
    of_hazard_type text REFERENCES hazard_type,
    set_on date NOT NULL CHECK (set_on >= since),
    reason_kk text NOT NULL CONSTRAINT reason_is_given CHECK (length(btrim(reason_kk)) BETWEEN 10 AND 1000),
    reason_ru text NOT NULL,
    reason_en text NOT NULL,
    author_code text NOT NULL,
    author_kk text NOT NULL,
    author_ru text NOT NULL,
    author_en text NOT NULL,
    PRIMARY KEY (instruction_id, version),
    CHECK ((measure_code IS NULL) = (since IS NULL)),
    CHECK ((programme_code IS NOT NULL) = (coalesce(measure_code, '') IN ('programme_done', 'systems_connected')))
);
COMMENT ON TABLE completion_measure IS 'What is counted to see whether an instruction is carried out, as versions: the newest one known on a day holds, nothing is overwritten.';
COMMENT ON COLUMN completion_measure.measure_code IS 'One of the measures of data/schema/478_measures.sql; null where the measure was withdrawn.';
COMMENT ON COLUMN completion_measure.since IS 'First day that counts, and where the line of the pace begins.';
COMMENT ON COLUMN completion_measure.of_region IS 'Only facilities of this region; null for the whole country.';
COMMENT ON COLUMN completion_measure.of_hazard_type IS 'Only facilities of this hazard type; null for all.';
COMMENT ON COLUMN completion_measure.reason_en IS 'Where it was typed on the screen, the same words in every language.';
COMMENT ON COLUMN completion_measure.author_en IS 'The post of the author as it was called then.';

CREATE TABLE measure_change (
    instruction_id bigint NOT NULL,
    version integer NOT NULL,
    region_code text NOT NULL REFERENCES region,
    counted_on date NOT NULL,
    asked_change integer NOT NULL,
    done_change integer NOT NULL,
    PRIMARY KEY (instruction_id, version, region_code, counted_on),
    FOREIGN KEY (instruction_id, version) REFERENCES completion_measure (instruction_id, version)
);
COMMENT ON TABLE measure_change IS 'By how many facilities of a region the count of a measure changed on a day; summed up to a day, the count as it was known then. Kept by refresh_measures.';
COMMENT ON COLUMN measure_change.asked_change IS 'Facilities that came to the set less those that left it.';
COMMENT ON COLUMN measure_change.done_change IS 'Facilities of the set that came to be done less those that ceased to be, or left.';
-- Who is told of a deadline, when, and whether he took note: private addresses of calendars, ladders, notices, and the letters they are sent in.

CREATE TABLE calendar_address (
    token_sha256 text PRIMARY KEY CHECK (token_sha256 ~ '^[0-9a-f]{64}$'),
    user_code text NOT NULL REFERENCES app_user ON DELETE CASCADE,
    made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    revoked_at timestamptz CHECK (revoked_at >= made_at)
);
COMMENT ON TABLE calendar_address IS 'Private addresses at which people subscribe to their deadlines; of the secret in an address only the SHA-256 is kept.';
CREATE UNIQUE INDEX one_live_calendar_address ON calendar_address (user_code) WHERE revoked_at IS NULL;

CREATE TABLE escalation_ladder (
    issuer_kk text NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    first_days integer NOT NULL,
    second_days integer NOT NULL,
    working_days_a_level integer NOT NULL CONSTRAINT level_takes_1_to_20_days CHECK (working_days_a_level BETWEEN 1 AND 20),
    top_level text NOT NULL CONSTRAINT level_is_known CHECK (top_level IN ('heads', 'controllers', 'office')),
    changed_on date NOT NULL,
    changed_by text NOT NULL,
    CONSTRAINT ladder_changed_meanwhile PRIMARY KEY (issuer_kk, version),
    CONSTRAINT reminders_come_in_turn CHECK (second_days >= 1 AND first_days > second_days AND first_days <= 60)
);
COMMENT ON TABLE escalation_ladder IS 'Ladders that differ from the usual one, by issuer as named in the state language; never changed: the highest version known on a day holds.';
COMMENT ON COLUMN escalation_ladder.first_days IS 'Calendar days before the deadline at which those who carry out are first reminded; second_days: the second time.';
COMMENT ON COLUMN escalation_ladder.working_days_a_level IS 'Working days after the deadline, and after each level, until the next level is told.';

CREATE TABLE digest (
    digest_id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    user_code text NOT NULL,
    made_on date NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    claimed_at timestamptz,
    sent_at timestamptz,
    sent_to text,
    dropped_at timestamptz,
    failure text,
    CONSTRAINT one_digest_a_day UNIQUE (user_code, made_on),
    CHECK ((sent_at IS NULL) = (sent_to IS NULL) AND (sent_at IS NULL OR claimed_at IS NOT NULL))
);
COMMENT ON TABLE digest IS 'Letters to people, at most one a person and day: the outbox. Read by nobody but the command that sends them.';
COMMENT ON COLUMN digest.claimed_at IS 'When a run took the letter to send it; one claimed and not sent may or may not have arrived, and is not sent again.';
COMMENT ON COLUMN digest.dropped_at IS 'When nothing was left in it to tell: everything done meanwhile, or no longer the person''s to see.';

CREATE TABLE notice (
    instruction_id bigint NOT NULL REFERENCES instruction,
    user_code text NOT NULL,
    due_on date NOT NULL,
    step text NOT NULL CHECK (step IN ('first', 'second', 'deadline', 'heads', 'controllers', 'office')),
    told_on date NOT NULL,
    digest_id bigint NOT NULL REFERENCES digest,
    person_kk text NOT NULL,
    person_ru text NOT NULL,
    person_en text NOT NULL,
    acknowledged_at timestamptz,
    PRIMARY KEY (instruction_id, user_code, due_on, step)
);
COMMENT ON TABLE notice IS 'Who was told of which step towards a deadline, and whether he took note; a new deadline begins anew, no step is told twice.';
COMMENT ON COLUMN notice.due_on IS 'The deadline, extensions included, that it was told of.';
COMMENT ON COLUMN notice.person_kk IS 'The post of the person as it was called then.';
CREATE INDEX notice_by_digest ON notice (digest_id);

CREATE FUNCTION ladder_on(asked_issuer text, day date)
RETURNS TABLE (version integer, first_days integer, second_days integer, working_days_a_level integer, top_level text)
LANGUAGE sql STABLE ROWS 1 AS $$
    SELECT version, first_days, second_days, working_days_a_level, top_level
    FROM (
        SELECT l.version, l.first_days, l.second_days, l.working_days_a_level, l.top_level
        FROM escalation_ladder l WHERE l.issuer_kk = asked_issuer AND l.changed_on <= day
        UNION ALL
        SELECT 0, 10, 3, 2, 'office'
    ) AS known
    ORDER BY version DESC LIMIT 1
$$;
COMMENT ON FUNCTION ladder_on IS 'The ladder of an issuer on a day; version 0 is the usual one: 10 and 3 days before, on the day, then every two working days a level up to the Prime Minister''s Office.';

CREATE FUNCTION person_of_calendar(asked_sha256 text)
RETURNS TABLE (user_code text, role text, region_code text, body_code text, language text, is_demonstration boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT u.user_code, u.role, u.region_code, u.body_code, u.language, u.is_demonstration
    FROM calendar_address a JOIN app_user u USING (user_code)
    WHERE a.token_sha256 = asked_sha256 AND a.revoked_at IS NULL
$$;
COMMENT ON FUNCTION person_of_calendar IS 'Whose calendar stands at an address that is not revoked.';

CREATE FUNCTION make_calendar_address(new_sha256 text, new_language text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE app_user SET language = new_language WHERE user_code = app_user_code();  -- which also makes two clicks at once take turns
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Only a person has a calendar.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE calendar_address SET revoked_at = clock_timestamp() WHERE user_code = app_user_code() AND revoked_at IS NULL;
    INSERT INTO calendar_address (token_sha256, user_code) VALUES (new_sha256, app_user_code());
    INSERT INTO audit_event (user_code, role, action, object) VALUES (app_user_code(), app_role(), 'make_calendar_address', new_language);
END $$;
COMMENT ON FUNCTION make_calendar_address IS 'Gives the asker a calendar at the address with this SHA-256, in a language; the address he had stops working.';

CREATE FUNCTION revoke_calendar_address() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE calendar_address SET revoked_at = clock_timestamp() WHERE user_code = app_user_code() AND revoked_at IS NULL;
    IF FOUND THEN
        INSERT INTO audit_event (user_code, role, action, object) VALUES (app_user_code(), app_role(), 'revoke_calendar_address', app_user_code());
    END IF;
END $$;
COMMENT ON FUNCTION revoke_calendar_address IS 'Makes the asker''s calendar address stop working; nothing where he has none.';

CREATE FUNCTION app_may_change_ladders() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(app_role() = 'pm_office', false)
$$;
COMMENT ON FUNCTION app_may_change_ladders IS 'The asker is the Prime Minister''s Office, which answers for the control of instructions.';

CREATE FUNCTION change_ladder(asked_issuer text, base_version integer, new_first integer, new_second integer, new_working_days integer, new_top text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    today date := CAST(now() AT TIME ZONE 'Asia/Almaty' AS date);
    before jsonb := (SELECT to_jsonb(l) FROM ladder_on(asked_issuer, today) l);
BEGIN
    IF NOT app_may_change_ladders() THEN
        RAISE EXCEPTION 'Only the Prime Minister''s Office changes a ladder.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO escalation_ladder VALUES (asked_issuer, base_version + 1, new_first, new_second, new_working_days, new_top, today, app_user_code());
    INSERT INTO audit_event (user_code, role, action, object, before, after)
    SELECT app_user_code(), app_role(), 'change_ladder', asked_issuer, before, to_jsonb(l) FROM ladder_on(asked_issuer, today) l;
    PERFORM move_data_version();
END $$;
COMMENT ON FUNCTION change_ladder IS 'The next version of an issuer''s ladder from today on; base_version is the one seen, 0 for the usual one (ladder_changed_meanwhile).';
-- The audit trail: append only, each entry sealed with the hash of the one before.

CREATE TABLE audit_event (
    audit_id bigint PRIMARY KEY,
    happened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    user_code text NOT NULL,
    role text NOT NULL,
    action text NOT NULL CHECK (action ~ '^[a-z][a-z_]*$'),
    object text NOT NULL,
    before jsonb,
    after jsonb,
    previous_hash text NOT NULL,
    hash text NOT NULL UNIQUE
);
COMMENT ON TABLE audit_event IS 'Every sign-in, refused request, passport view, export, delivery and change; never updated, never deleted.';
COMMENT ON COLUMN audit_event.hash IS 'SHA-256 over the previous hash and this entry, so a removed or changed entry shows.';

CREATE FUNCTION audit_hash(e audit_event) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(
        concat_ws('|', e.previous_hash, e.audit_id, extract(epoch FROM e.happened_at), e.user_code, e.role, e.action, e.object,
                  e.before, e.after), 'UTF8')), 'hex')
$$;

CREATE FUNCTION seal_audit_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('audit_event'));
    SELECT audit_id + 1, hash INTO NEW.audit_id, NEW.previous_hash FROM audit_event ORDER BY audit_id DESC LIMIT 1;
    NEW.audit_id := coalesce(NEW.audit_id, 1);
    NEW.previous_hash := coalesce(NEW.previous_hash, '');
    NEW.hash := audit_hash(NEW);
    RETURN NEW;
END $$;
CREATE TRIGGER seal BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION seal_audit_event();

CREATE FUNCTION refuse_change_of_trail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit trail is append only.';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_trail();
-- Harm and employees by region and month: who is counted, and over whom. Every figure of harm takes these definitions from here.

CREATE FUNCTION register_starts_on() RETURNS date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT CAST(date_trunc('month', CAST(min(occurred_on) AS timestamp)) AS date) FROM accident
$$;
COMMENT ON FUNCTION register_starts_on IS 'First month the accident register covers anywhere; null while it is empty. Before it there is no data, not zero.';

CREATE FUNCTION month_of(day date) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CAST(date_trunc('month', CAST(day AS timestamp)) AS date)
$$;
COMMENT ON FUNCTION month_of IS 'First day of a day''s month.';

CREATE FUNCTION months_between(first_day date, last_day date) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CAST((extract(year FROM last_day) - extract(year FROM first_day)) * 12
                + extract(month FROM last_day) - extract(month FROM first_day) + 1 AS integer)
$$;
COMMENT ON FUNCTION months_between IS 'Calendar months touched from first_day to last_day.';

CREATE FUNCTION register_months(day date, only_region text) RETURNS TABLE (region_code text, month date, no_row bigint)
LANGUAGE sql STABLE AS $$
    SELECT r.region_code, CAST(m AS date), CASE WHEN r.formed_on IS NULL OR month_of(r.formed_on) <= m THEN 0 END
    FROM region r
    CROSS JOIN generate_series(CAST(register_starts_on() AS timestamp), CAST((reporting_period(day)).ends_on AS timestamp), interval '1 month') m
    WHERE only_region IS NULL OR r.region_code = only_region
$$;
COMMENT ON FUNCTION register_months IS 'Every month of every region, or of one, from the accident register''s first to the last full one of a day; no_row is what no row means there: 0, or null before the region was formed.';

CREATE FUNCTION harm_by_month(day date) RETURNS TABLE (
    region_code text, month date, accident_count bigint, injured_count bigint, killed_count bigint,
    group_accident_count bigint, injured_in_group_count bigint
) LANGUAGE sql STABLE AS $$
    SELECT a.region_code, month_of(a.occurred_on), count(*), sum(a.injured_count), sum(a.killed_count),
        count(*) FILTER (WHERE a.is_group), coalesce(sum(a.injured_count) FILTER (WHERE a.is_group), 0)
    FROM accident a
    WHERE a.known_on <= day
    GROUP BY 1, 2
$$;
COMMENT ON FUNCTION harm_by_month IS 'Accidents, injured (the killed included) and killed by region and month, as known at the end of a day; no row where there was none. Rows the asker may not see are not counted.';

CREATE FUNCTION employees_last_known(day date) RETURNS TABLE (region_code text, activity_code text, month date, employee_count integer)
LANGUAGE sql STABLE AS $$
    SELECT DISTINCT ON (e.region_code, e.activity_code, e.month) e.region_code, e.activity_code, e.month, e.employee_count
    FROM employment e
    WHERE e.known_on <= day
    ORDER BY e.region_code DESC, e.activity_code DESC, e.month DESC, e.known_on DESC
$$;
COMMENT ON FUNCTION employees_last_known IS 'Hired employees by region, activity and month, as last reported by the end of a day: of two deliveries the later known counts. No row where nothing is known.';

CREATE FUNCTION employees_by_month(day date) RETURNS TABLE (region_code text, month date, employee_count bigint)
LANGUAGE sql STABLE AS $$
    SELECT e.region_code, e.month, sum(e.employee_count) FROM employees_last_known(day) e GROUP BY e.region_code, e.month
$$;
COMMENT ON FUNCTION employees_by_month IS 'The same over all activities.';

CREATE FUNCTION series_breaks() RETURNS TABLE (region_code text, other_region_code text, broke_on date) LANGUAGE sql STABLE AS $$
    WITH carved_out (daughter_code, mother_code) AS (VALUES ('10', '63'), ('33', '19'), ('62', '35'))
    SELECT o.region_code, o.other_region_code, d.formed_on
    FROM carved_out c
    JOIN region d ON d.region_code = c.daughter_code
    CROSS JOIN LATERAL (VALUES (c.daughter_code, c.mother_code), (c.mother_code, c.daughter_code)) o (region_code, other_region_code)
$$;
COMMENT ON FUNCTION series_breaks IS 'Regions formed in June 2022 and those they were carved out of: trends of both across the day are not comparable.';
-- How months become a period: one definition for every indicator, and the rates of harm that stand on it.

CREATE TYPE month_value AS (region_code text, month date, numerator double precision, denominator double precision);

CREATE FUNCTION over_months(months month_value[], first_month date, last_month date, numerator_over text, denominator_over text)
RETURNS TABLE (region_code text, numerator double precision, denominator double precision) LANGUAGE sql STABLE AS $$
WITH asked AS (
    SELECT m.region_code, m.month, m.numerator, m.denominator
    FROM unnest(months) m WHERE m.month BETWEEN first_month AND last_month
),
summed_by_region AS (
    SELECT a.region_code, count(a.numerator) AS known_count,
        CASE numerator_over WHEN 'sum' THEN sum(a.numerator) ELSE sum(a.numerator) FILTER (WHERE a.month = last_month) END AS numerator,
        CASE denominator_over WHEN 'mean' THEN avg(a.denominator) WHEN 'sum' THEN sum(a.denominator)
            ELSE sum(a.denominator) FILTER (WHERE a.month = last_month) END AS denominator
    FROM asked a GROUP BY a.region_code
),
summed_over_all AS (
    SELECT (SELECT count(DISTINCT a.month) FILTER (WHERE a.numerator IS NOT NULL) FROM asked a) AS known_count, sum(s.numerator) AS numerator,
        CASE WHEN bool_and(s.denominator IS NOT NULL OR coalesce(s.numerator, 0) = 0) THEN
            sum(s.denominator * CASE denominator_over WHEN 'mean' THEN s.known_count / CAST(months_between(first_month, last_month) AS double precision)
                                ELSE 1 END)
        END AS denominator
    FROM summed_by_region s
),
both_kinds AS (
    SELECT s.region_code, s.known_count, s.numerator, s.denominator FROM summed_by_region s
    UNION ALL SELECT NULL, s.known_count, s.numerator, s.denominator FROM summed_over_all s
)
SELECT b.region_code, b.numerator, b.denominator
FROM both_kinds b WHERE numerator_over = 'last' OR b.known_count = months_between(first_month, last_month)
$$;
COMMENT ON FUNCTION over_months IS 'Months from first_month to last_month, both included, summed by region and, region null, over all of them. Summing is sum, last (the state of the last month) or, of denominators, mean (of the months known). A row only where every month is known (of a state: the last); the whole weighs a region by the months it existed, and has no denominator where a region with events has none.';

CREATE FUNCTION measured(numerator double precision, denominator double precision, denominator_over text, per integer)
RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN denominator_over IS NULL THEN numerator
        WHEN denominator_over = 'mean' OR denominator >= 5 THEN numerator * per / nullif(denominator, 0) END
$$;
COMMENT ON FUNCTION measured IS 'Value of an indicator; null without a denominator, and where the denominator counts fewer than five events.';

CREATE FUNCTION asked_period(day date, first_month date, last_month date, OUT starts_on date, OUT ends_on date, OUT starts_on_before date, OUT ends_on_before date)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    WITH asked AS (
        SELECT coalesce(month_of(first_month), r.starts_on) AS starts_on, coalesce(month_of(last_month), month_of(r.ends_on)) AS ends_in
        FROM reporting_period(day) r
    ),
    with_whole_years_back AS (
        SELECT a.starts_on, a.ends_in, make_interval(years => (months_between(a.starts_on, a.ends_in) + 11) / 12) AS back FROM asked a
    )
    SELECT starts_on, CAST(ends_in + interval '1 month' - interval '1 day' AS date), CAST(starts_on - back AS date),
        CAST(ends_in - back + interval '1 month' - interval '1 day' AS date)
    FROM with_whole_years_back
$$;
COMMENT ON FUNCTION asked_period IS 'The asked months, else those of reporting_period, and the same months a year before; of a period longer than a year as many years before as keep the two apart. All four days are included days.';

CREATE FUNCTION rates_of_periods(first_days date[], last_days date[], day date) RETURNS TABLE (
    first_day date, last_day date, region_code text, accident_count bigint, injured_count bigint, killed_count bigint, employee_count double precision,
    injury_rate_per_1000_employees double precision, fatal_rate_per_1000_employees double precision
) LANGUAGE sql STABLE AS $$
WITH monthly AS MATERIALIZED (
    SELECT array_agg(CAST((m.region_code, m.month, coalesce(h.accident_count, m.no_row), NULL) AS month_value)) AS accidents,
        array_agg(CAST((m.region_code, m.month, coalesce(h.injured_count, m.no_row), e.employee_count) AS month_value)) AS injured,
        array_agg(CAST((m.region_code, m.month, coalesce(h.killed_count, m.no_row), e.employee_count) AS month_value)) AS killed
    FROM register_months(day, NULL) m
    LEFT JOIN harm_by_month(day) h USING (region_code, month)
    LEFT JOIN employees_by_month(day) e USING (region_code, month)
),
whole_months AS (
    SELECT first_day, last_day, month_of(last_day) AS last_month FROM unnest(first_days, last_days) p (first_day, last_day)
    WHERE first_day = month_of(first_day) AND last_day + 1 = month_of(last_day + 1)
)
SELECT p.first_day, p.last_day, i.region_code, CAST(a.numerator AS bigint), CAST(i.numerator AS bigint), CAST(k.numerator AS bigint), i.denominator,
    measured(i.numerator, i.denominator, 'mean', 1000), measured(k.numerator, k.denominator, 'mean', 1000)
FROM whole_months p CROSS JOIN monthly m
CROSS JOIN LATERAL over_months(m.injured, p.first_day, p.last_month, 'sum', 'mean') i
JOIN LATERAL over_months(m.killed, p.first_day, p.last_month, 'sum', 'mean') k ON k.region_code IS NOT DISTINCT FROM i.region_code
JOIN LATERAL over_months(m.accidents, p.first_day, p.last_month, 'sum', NULL) a ON a.region_code IS NOT DISTINCT FROM i.region_code
$$;
COMMENT ON FUNCTION rates_of_periods IS 'Accidents, injured, killed, mean employees and frequency coefficients of periods of full months (not of a year), by region and, region null, of all: the numbers of the indicators, several at once. No row of what is not known, nor of a period that does not begin and end with a month. Rows the asker may not see are not counted.';

CREATE FUNCTION rates_between(first_day date, last_day date, day date) RETURNS TABLE (
    region_code text, accident_count bigint, injured_count bigint, killed_count bigint, employee_count double precision,
    injury_rate_per_1000_employees double precision, fatal_rate_per_1000_employees double precision
) LANGUAGE sql STABLE AS $$
    SELECT r.region_code, r.accident_count, r.injured_count, r.killed_count, r.employee_count,
        r.injury_rate_per_1000_employees, r.fatal_rate_per_1000_employees
    FROM rates_of_periods(ARRAY[first_day], ARRAY[last_day], day) r WHERE r.region_code IS NOT NULL
$$;
COMMENT ON FUNCTION rates_between IS 'The same of one period and every region.';

CREATE FUNCTION rates_over(first_day date, last_day date, day date, place text) RETURNS TABLE (
    accident_count bigint, injured_count bigint, killed_count bigint, employee_count double precision,
    injury_rate_per_1000_employees double precision, fatal_rate_per_1000_employees double precision
) LANGUAGE sql STABLE AS $$
    SELECT r.accident_count, r.injured_count, r.killed_count, r.employee_count, r.injury_rate_per_1000_employees, r.fatal_rate_per_1000_employees
    FROM rates_of_periods(ARRAY[first_day], ARRAY[last_day], day) r WHERE r.region_code IS NOT DISTINCT FROM place
$$;
COMMENT ON FUNCTION rates_over IS 'The same of one period and one region, or of all together where place is null.';

CREATE FUNCTION register_covers(first_day date, place text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(register_starts_on() <= first_day, false)
        AND NOT EXISTS (SELECT FROM region r WHERE r.region_code = place AND month_of(r.formed_on) > first_day)
$$;
COMMENT ON FUNCTION register_covers IS 'The accident register reaches back to a day, and the place (null: the country) existed in its month.';
-- What harm is broken down by: the sections of activity, and the injured and killed of each cause, section or district beside a year before.

CREATE FUNCTION sections_of_activities() RETURNS TABLE (activity_code text, section_code text) LANGUAGE sql STABLE AS $$
    WITH RECURSIVE under AS (
        SELECT a.activity_code, a.activity_code AS section_code FROM activity a WHERE a.parent_code IS NULL
        UNION ALL
        SELECT a.activity_code, u.section_code FROM activity a JOIN under u ON a.parent_code = u.activity_code
    )
    SELECT u.activity_code, u.section_code FROM under u
$$;
COMMENT ON FUNCTION sections_of_activities IS 'The section, A to U, that every activity belongs to.';

CREATE FUNCTION share_of(part numeric, whole numeric) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CAST(CASE WHEN whole >= 5 THEN part / whole END AS double precision)
$$;
COMMENT ON FUNCTION share_of IS 'Part of a whole, 0 to 1; null where the whole is fewer than five events.';

CREATE FUNCTION harm_broken_down(breakdown text, codes_always_listed text[], day date, first_month date, last_month date, place text) RETURNS TABLE (
    code text, injured_count bigint, killed_count bigint, injured_count_before bigint, killed_count_before bigint,
    injured_share double precision, killed_share double precision, injured_share_before double precision, killed_share_before double precision
) LANGUAGE sql STABLE AS $$
WITH period AS (
    SELECT p.*, register_covers(p.starts_on, place) AND p.ends_on <= (reporting_period(day)).ends_on AS has_now,
        register_covers(p.starts_on_before, place) AS has_before
    FROM asked_period(day, first_month, last_month) p
),
happened AS (
    SELECT CASE breakdown WHEN 'cause' THEN a.cause_code WHEN 'activity' THEN s.section_code WHEN 'district' THEN f.district_code END AS code,
        a.occurred_on >= p.starts_on AS is_now, a.injured_count AS injured, a.killed_count AS killed
    FROM period p
    JOIN accident a ON a.occurred_on BETWEEN p.starts_on AND p.ends_on OR a.occurred_on BETWEEN p.starts_on_before AND p.ends_on_before
    LEFT JOIN sections_of_activities() s ON breakdown = 'activity' AND s.activity_code = a.activity_code
    LEFT JOIN facility f ON breakdown = 'district' AND f.facility_id = a.facility_id
    WHERE a.known_on <= day AND (place IS NULL OR a.region_code = place)
),
with_codes_always_listed AS (
    SELECT h.code, h.is_now, h.injured, h.killed FROM happened h
    UNION ALL SELECT c.code, true, 0, 0 FROM unnest(codes_always_listed) c (code)
),
counted AS (
    SELECT w.code, coalesce(sum(w.injured) FILTER (WHERE w.is_now), 0) AS injured, coalesce(sum(w.killed) FILTER (WHERE w.is_now), 0) AS killed,
        coalesce(sum(w.injured) FILTER (WHERE NOT w.is_now), 0) AS injured_before,
        coalesce(sum(w.killed) FILTER (WHERE NOT w.is_now), 0) AS killed_before
    FROM with_codes_always_listed w GROUP BY w.code
),
known_only AS (
    SELECT c.code, CASE WHEN p.has_now THEN c.injured END AS injured, CASE WHEN p.has_now THEN c.killed END AS killed,
        CASE WHEN p.has_before THEN c.injured_before END AS injured_before, CASE WHEN p.has_before THEN c.killed_before END AS killed_before
    FROM counted c CROSS JOIN period p
)
SELECT k.code, k.injured, k.killed, k.injured_before, k.killed_before,
    share_of(k.injured, sum(k.injured) OVER everything), share_of(k.killed, sum(k.killed) OVER everything),
    share_of(k.injured_before, sum(k.injured_before) OVER everything), share_of(k.killed_before, sum(k.killed_before) OVER everything)
FROM known_only k
WINDOW everything AS ()
$$;
COMMENT ON FUNCTION harm_broken_down IS 'Injured and killed of the asked months and of the same months a year before by cause, activity (section) or district, as known at the end of a day, in a region or (place null) everywhere, with the share of each in the whole. Null counts of months that are not over or that the register does not cover; the code is null where the district is not known. Codes always listed have a row even where nothing happened.';
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
-- Other registers by month: where each begins, and how many employers are covered by a permit.

CREATE FUNCTION inspections_start_on() RETURNS date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT month_of(min(inspected_on)) FROM inspection
$$;
COMMENT ON FUNCTION inspections_start_on IS 'First month with an inspection anywhere; null without one. Before it there is no data on control, not zero.';

CREATE FUNCTION permits_start_on(kind text) RETURNS date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT month_of(min(known_on)) FROM permit WHERE kind_code = kind
$$;
COMMENT ON FUNCTION permits_start_on IS 'First month in which a permit of a kind became known anywhere; null without one.';

CREATE FUNCTION covered_by_month(day date, kind text) RETURNS TABLE (region_code text, month date, covered_count bigint, employer_count bigint)
LANGUAGE sql STABLE AS $$
WITH in_service AS (
    SELECT f.region_code, f.bin, range_agg(daterange(f.known_on, CASE WHEN f.decommissioned_on IS NOT NULL THEN greatest(f.known_on, f.decommissioned_on) END)) AS days
    FROM facility f WHERE f.bin IS NOT NULL AND f.known_on <= day
    GROUP BY f.region_code, f.bin
),
with_permit AS (
    SELECT f.region_code, f.bin, range_agg(daterange(p.valid_from, p.valid_to, '[]')) AS days
    FROM permit p JOIN facility f USING (facility_id) WHERE p.kind_code = kind AND p.known_on <= day AND f.bin IS NOT NULL
    GROUP BY f.region_code, f.bin
),
stretches AS (
    SELECT s.region_code, true AS is_covered, unnest(s.days * w.days) AS days FROM in_service s JOIN with_permit w USING (region_code, bin)
    UNION ALL
    SELECT s.region_code, false, unnest(s.days) FROM in_service s
),
stepped_by_month AS (  -- counted at the end of a month: a stretch begins with the month of its first day and has ended with that after its last
    SELECT s.region_code, greatest(month_of(b.turns_on), (SELECT register_starts_on())) AS month,
        sum(b.step) FILTER (WHERE s.is_covered) AS covered, sum(b.step) FILTER (WHERE NOT s.is_covered) AS employers
    FROM stretches s CROSS JOIN LATERAL (VALUES (lower(s.days), 1), (upper(s.days), -1)) AS b (turns_on, step)
    WHERE b.turns_on IS NOT NULL
    GROUP BY 1, 2
),
summed_to_each_month AS (
    SELECT m.region_code, m.month, m.no_row, sum(s.covered) OVER until_then AS covered, sum(s.employers) OVER until_then AS employers
    FROM register_months(day, NULL) m LEFT JOIN stepped_by_month s USING (region_code, month)
    WINDOW until_then AS (PARTITION BY m.region_code ORDER BY m.month)
)
SELECT c.region_code, c.month, CAST(coalesce(c.covered, c.no_row) AS bigint), CAST(coalesce(c.employers, c.no_row) AS bigint)
FROM summed_to_each_month c WHERE c.month >= (SELECT permits_start_on(kind))
$$;
COMMENT ON FUNCTION covered_by_month IS 'At the end of each month, from the first in which permits of a kind were known: employers with a facility in service in the region, and those of them with a valid permit of that kind for a facility there. An employer counts once in every region where it has facilities.';

CREATE FUNCTION attested_by_month(day date) RETURNS TABLE (region_code text, month date, harmful_count bigint, worker_count bigint)
LANGUAGE sql STABLE AS $$
WITH in_force AS (  -- of a facility until its next attestation, the end of this one, or of the facility
    SELECT p.region_code, p.worker_count AS workers, p.harmful_worker_count AS harmful, p.valid_from,
        least(p.valid_to + 1, f.decommissioned_on, lead(p.valid_from) OVER (PARTITION BY p.facility_id ORDER BY p.valid_from, p.permit_id)) AS over_on
    FROM permit p JOIN facility f USING (facility_id)
    WHERE p.kind_code = 'attestation' AND p.worker_count IS NOT NULL AND p.known_on <= day
),
stepped_by_month AS (
    SELECT i.region_code, greatest(month_of(b.turns_on), (SELECT register_starts_on())) AS month,
        sum(b.step * i.harmful) AS harmful, sum(b.step * i.workers) AS workers
    FROM in_force i CROSS JOIN LATERAL (VALUES (i.valid_from, 1), (greatest(i.over_on, i.valid_from), -1)) AS b (turns_on, step)
    GROUP BY 1, 2
),
summed_to_each_month AS (
    SELECT m.region_code, m.month, m.no_row, sum(s.harmful) OVER until_then AS harmful, sum(s.workers) OVER until_then AS workers
    FROM register_months(day, NULL) m LEFT JOIN stepped_by_month s USING (region_code, month)
    WINDOW until_then AS (PARTITION BY m.region_code ORDER BY m.month)
)
SELECT a.region_code, a.month, CAST(coalesce(a.harmful, a.no_row) AS bigint), CAST(coalesce(a.workers, a.no_row) AS bigint)
FROM summed_to_each_month a WHERE a.month >= (SELECT permits_start_on('attestation'))
$$;
COMMENT ON FUNCTION attested_by_month IS 'At the end of each month: persons whose workplaces an attestation in force covers, and those of them in harmful or dangerous conditions, by region; of a facility its last attestation.';
-- What a forecast rests on: events and employees by region and month, and what is pooled over the regions.
-- The pooled functions run as the owner so that every viewer's forecast rests on the same country; they return
-- sums over all regions and a spread between them, never the figure of one region.

CREATE FUNCTION harm_months(day date, harm text)
RETURNS TABLE (region_code text, month date, event_count bigint, employee_count double precision, broke_on date) LANGUAGE sql STABLE AS $$
SELECT r.region_code, r.month,
    coalesce(CASE harm WHEN 'killed' THEN h.killed_count WHEN 'injured' THEN h.injured_count END, r.no_row),
    CAST(nullif(e.employee_count, 0) AS double precision), b.broke_on
FROM register_months(day, NULL) r
LEFT JOIN harm_by_month(day) h USING (region_code, month)
LEFT JOIN employees_by_month(day) e USING (region_code, month)
LEFT JOIN series_breaks() b ON b.region_code = r.region_code AND b.broke_on <= (reporting_period(day)).ends_on
$$;
COMMENT ON FUNCTION harm_months IS 'Injured (the killed included) or killed of every month since the register began and hired employees of that month, by region, as known at the end of a day; null where not known. Leave out the regions whose rows the asker may not see: they seem to have none. broke_on: day the region was formed or lost a part, by then.';

CREATE FUNCTION national_months(day date, harm text) RETURNS TABLE (month date, event_count bigint, employee_count double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT m.month, CAST(sum(m.event_count) AS bigint), sum(m.employee_count)
    FROM harm_months(day, harm) m WHERE m.event_count IS NOT NULL AND m.employee_count IS NOT NULL GROUP BY m.month
$$;
COMMENT ON FUNCTION national_months IS 'Events and employees of the whole country by month, the same for every asker, over the regions whose employees of the month are known.';

CREATE FUNCTION outlook_spread(day date, harm text) RETURNS TABLE (
    region_count bigint, expected double precision, expected_squared double precision, events double precision, events_squared double precision,
    trend_count bigint, trend_information double precision, trend_information_squared double precision,
    trend_score double precision, trend_score_squared double precision, steps_in_trend double precision,
    step_count bigint, step_information double precision, step_information_squared double precision,
    step_score double precision, step_score_squared double precision, chi_squared double precision, degrees_of_freedom double precision
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
WITH beside_the_country AS (
    SELECT m.region_code, m.month, m.broke_on, CAST(m.event_count AS double precision) AS y,
        m.employee_count / sum(m.employee_count) OVER same_month AS share, sum(m.event_count) OVER same_month AS of_all
    FROM harm_months(day, harm) m WHERE m.event_count IS NOT NULL AND m.employee_count IS NOT NULL
    WINDOW same_month AS (PARTITION BY m.month)
),
since_the_break AS (
    SELECT region_code, share, y, share * of_all AS e, b.months_back / 12 AS steps_back, CAST(- b.months_back AS double precision) / 12 AS t
    FROM beside_the_country
    CROSS JOIN (SELECT ends_on FROM reporting_period(day)) p
    CROSS JOIN LATERAL (SELECT months_between(month, p.ends_on) - 1 AS months_back) b
    WHERE of_all > 0 AND (broke_on IS NULL OR month >= broke_on)
),
summed_by_region AS (
    SELECT region_code, count(*) AS n, sum(y) AS y, sum(e) AS e, sum(y) / sum(e) AS ratio, sum(t * e) / sum(e) AS centre
    FROM since_the_break GROUP BY region_code HAVING count(*) >= 12
),
tilted AS (
    SELECT s.n, s.y, s.e, sum((m.t - s.centre) * m.y) AS score, nullif(sum((m.t - s.centre) ^ 2 * m.e) * s.ratio, 0) AS information
    FROM summed_by_region s JOIN since_the_break m USING (region_code)
    GROUP BY s.region_code, s.n, s.y, s.e, s.ratio
),
levels_and_trends AS (
    SELECT count(*) AS regions, sum(e) AS e, sum(e ^ 2) AS e2, sum(y) AS y, sum(y ^ 2 / e) AS y2,
        count(information) AS trends, sum(information) AS i, sum(information ^ 2) AS i2, sum(score) FILTER (WHERE information > 0) AS s,
        sum(score ^ 2 / information) AS s2, sum(information * 1.2 / (n / 12.0)) / sum(information) AS steps_in_trend
    FROM tilted
),
twelve_months AS (
    SELECT region_code, steps_back, sum(y) AS y, sum(e) AS e FROM since_the_break GROUP BY region_code, steps_back HAVING count(*) = 12
),
within_twelve_months AS (
    SELECT sum((m.y - m.e * w.y / w.e) ^ 2 / (m.e * w.y / w.e)) AS chi_squared, sum(1 - m.share) * 11 / 12 AS freedom
    FROM twelve_months w JOIN since_the_break m USING (region_code, steps_back) WHERE w.y > 0
),
stepped AS (
    SELECT a.y - (a.y + b.y) * h.share AS score, nullif((a.y + b.y) * h.share * (1 - h.share), 0) AS information
    FROM twelve_months a JOIN twelve_months b ON b.region_code = a.region_code AND b.steps_back = a.steps_back + 1
    CROSS JOIN LATERAL (SELECT a.e / (a.e + b.e) AS share) h
),
steps AS (
    SELECT count(information) AS steps, sum(information) AS i, sum(information ^ 2) AS i2, sum(score) AS s, sum(score ^ 2 / information) AS s2
    FROM stepped WHERE information > 0
)
SELECT l.regions, l.e, l.e2, l.y, l.y2, l.trends, l.i, l.i2, l.s, l.s2, l.steps_in_trend,
    p.steps, coalesce(p.i, 0), coalesce(p.i2, 0), coalesce(p.s, 0), coalesce(p.s2, 0), w.chi_squared, w.freedom
FROM levels_and_trends l CROSS JOIN steps p CROSS JOIN within_twelve_months w
WHERE l.regions >= 3
$$;
COMMENT ON FUNCTION outlook_spread IS 'Sums over the regions, since the last break of each, from which the spread of their levels, yearly trends and steps from twelve months to the next about the country is estimated, and the over-dispersion of their months: expected are a region''s events at the country''s rate of each month; score and information of trend and step; steps_in_trend the share of a step''s variance that shows as trend. No row under three regions, where a sum would tell one of them.';

CREATE FUNCTION pooled_rates(first_day date, last_day date, day date, harm text) RETURNS TABLE (
    national_events bigint, national_employees double precision, region_count bigint,
    events double precision, employees double precision, employees_squared double precision, events_squared double precision
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
WITH rated AS (
    SELECT r.region_code, CASE harm WHEN 'killed' THEN r.killed_count WHEN 'injured' THEN r.injured_count END AS y, r.employee_count AS e
    FROM rates_of_periods(ARRAY[first_day], ARRAY[last_day], day) r
)
SELECT max(y) FILTER (WHERE region_code IS NULL), max(e) FILTER (WHERE region_code IS NULL), count(region_code),
    sum(y) FILTER (WHERE region_code IS NOT NULL), sum(e) FILTER (WHERE region_code IS NOT NULL),
    sum(e ^ 2) FILTER (WHERE region_code IS NOT NULL), sum(y ^ 2 / e) FILTER (WHERE region_code IS NOT NULL)
FROM rated WHERE e > 0
HAVING count(region_code) >= 3
$$;
COMMENT ON FUNCTION pooled_rates IS 'Events and mean employees of the whole country in a period, and sums over the regions known in all of it from which the spread between them is estimated: their events, mean employees, squares of these, and events squared over employees. No row under three regions.';
-- The path a region is held against: its own targets by version, else those published; years between entered ones lie on a straight line.

CREATE FUNCTION straight_between(points jsonb) RETURNS TABLE (year integer, value numeric, is_interpolated boolean)
LANGUAGE sql IMMUTABLE AS $$
    WITH entered AS (
        SELECT CAST(p ->> 0 AS integer) AS year, CAST(p ->> 1 AS numeric) AS value FROM jsonb_array_elements(points) p
    ),
    beside_the_next AS (
        SELECT e.year, e.value, lead(e.year) OVER by_year AS next_year, lead(e.value) OVER by_year AS next_value
        FROM entered e WINDOW by_year AS (ORDER BY e.year)
    )
    SELECT y, CASE WHEN y = b.year THEN b.value
                   ELSE trim_scale(round(b.value + (b.next_value - b.value) * (y - b.year) / (b.next_year - b.year), 6)) END, y <> b.year
    FROM beside_the_next b CROSS JOIN generate_series(b.year, coalesce(b.next_year - 1, b.year)) y
$$;
COMMENT ON FUNCTION straight_between IS 'Every year from the first to the last of the points [[year, value], ...]; years between two of them lie on a straight line and say so.';

CREATE FUNCTION points_make_a_path(points jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT count(*) >= 2 AND count(DISTINCT CAST(p ->> 0 AS integer)) = count(*)
        AND bool_and(coalesce(CAST(p ->> 0 AS integer) BETWEEN 2020 AND 2060 AND CAST(p ->> 1 AS numeric) BETWEEN 0 AND 1000000000, false))
    FROM jsonb_array_elements(points) p
$$;
COMMENT ON FUNCTION points_make_a_path IS 'Points [[year, value], ...] of two years or more, none twice, none negative.';

CREATE TABLE target_version (
    region_code text NOT NULL REFERENCES region,
    indicator_code text NOT NULL REFERENCES indicator,
    version integer NOT NULL CHECK (version > 0),
    points jsonb CONSTRAINT points_are_a_path CHECK (points_make_a_path(points)),
    changed_on date NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    changed_by text NOT NULL CHECK (changed_by <> ''),
    changed_by_kk text,
    changed_by_ru text,
    changed_by_en text,
    reason text NOT NULL CONSTRAINT target_reason_is_given CHECK (length(btrim(reason)) BETWEEN 10 AND 1000),
    source_url text CONSTRAINT target_address_opens CHECK (source_url ~ '^https?://\S+$'),
    PRIMARY KEY (region_code, indicator_code, version)
);
COMMENT ON TABLE target_version IS 'Targets a region has of its own, version by version, never changed or deleted: of those known on a day the last one counts from the year it was made in.';
COMMENT ON COLUMN target_version.points IS 'The years entered and their values, [[year, value], ...]; null where the version withdraws the region''s own path and the published one holds again.';
COMMENT ON COLUMN target_version.changed_on IS 'Day of the change in Kazakhstan; the version is known from it on.';
COMMENT ON COLUMN target_version.changed_by_kk IS 'The post of the author as it was called then.';
COMMENT ON COLUMN target_version.reason IS 'The act that sets the targets, its number and its day, or why they are withdrawn.';
COMMENT ON COLUMN target_version.source_url IS 'Where the act is published; null where it is not.';

CREATE FUNCTION refuse_change_of_target() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A version of a target stays as it is: make a new one.';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON target_version FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_target();

CREATE FUNCTION published_targets_on(day date) RETURNS TABLE (
    indicator_code text, region_code text, year integer, value numeric, is_interpolated boolean, source_url text
) LANGUAGE sql STABLE AS $$
    WITH known AS (
        SELECT t.*, rank() OVER (PARTITION BY t.indicator_code, t.region_code ORDER BY t.known_on DESC) AS place FROM target t WHERE t.known_on <= day
    )
    SELECT indicator_code, region_code, year, value, is_interpolated, source_url FROM known WHERE place = 1
$$;
COMMENT ON FUNCTION published_targets_on IS 'Published targets as known on a day, those of the latest act of each indicator; region null for the whole country.';

CREATE FUNCTION own_targets_on(asked_indicator text, day date) RETURNS TABLE (
    region_code text, year integer, value numeric, is_interpolated boolean, version integer
) LANGUAGE sql STABLE AS $$
    WITH known AS (
        SELECT t.region_code, t.version, t.points, extract(year FROM t.changed_on) AS made_in,
            lead(extract(year FROM t.changed_on)) OVER (PARTITION BY t.region_code ORDER BY t.version) AS replaced_in
        FROM target_version t
        WHERE t.indicator_code = asked_indicator AND t.changed_on <= day
    )
    SELECT k.region_code, p.year, p.value, p.is_interpolated, k.version
    FROM known k CROSS JOIN LATERAL straight_between(k.points) p
    WHERE p.year >= k.made_in AND p.year < coalesce(k.replaced_in, 9999)
$$;
COMMENT ON FUNCTION own_targets_on IS 'Targets that regions have of their own, as known on a day: of each year those of the last version made in it or before.';

CREATE FUNCTION target_path_on(asked_indicator text, day date) RETURNS TABLE (
    region_code text, year integer, value numeric, is_interpolated boolean, is_own boolean, version integer, source_url text
) LANGUAGE sql STABLE AS $$
    WITH published AS (
        SELECT p.region_code, p.year, p.value, p.is_interpolated, p.source_url FROM published_targets_on(day) p WHERE p.indicator_code = asked_indicator
    ),
    for_regions AS (
        SELECT o.region_code, o.year, o.value, o.is_interpolated, true AS is_own, o.version, v.source_url, 1 AS place
        FROM own_targets_on(asked_indicator, day) o
        JOIN target_version v ON v.region_code = o.region_code AND v.indicator_code = asked_indicator AND v.version = o.version
        UNION ALL
        SELECT p.region_code, p.year, p.value, p.is_interpolated, true, NULL, p.source_url, 2 FROM published p WHERE p.region_code IS NOT NULL
        UNION ALL
        SELECT r.region_code, p.year, p.value, p.is_interpolated, false, NULL, p.source_url, 3
        FROM region r CROSS JOIN published p WHERE p.region_code IS NULL
    )
    SELECT p.region_code, p.year, p.value, p.is_interpolated, false, NULL, p.source_url FROM published p WHERE p.region_code IS NULL
    UNION ALL
    (SELECT DISTINCT ON (f.region_code, f.year) f.region_code, f.year, f.value, f.is_interpolated, f.is_own, f.version, f.source_url
     FROM for_regions f ORDER BY f.region_code, f.year, f.place)
$$;
COMMENT ON FUNCTION target_path_on IS 'Targets of an indicator by year as known on a day: the whole country (region null), and every region, year by year its own where it has one, else the country''s. Own targets of regions the asker may not see are not in it: leave those regions out.';
-- Entering a region's own targets: who may, what a path must meet, and the one way to write it.

CREATE FUNCTION app_may_set_targets_of(asked_region text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce((app_role() = 'minister' AND app_body() = 'mlspp') OR (app_role() = 'akimat' AND app_region() = asked_region), false)
$$;
COMMENT ON FUNCTION app_may_set_targets_of IS 'The asker is the minister who answers for the Concept of Safe Labour, or the akimat whose obligation the target is; nobody else enters targets.';

CREATE FUNCTION app_may_loosen_targets() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(app_role() = 'minister' AND app_body() = 'mlspp', false)
$$;
COMMENT ON FUNCTION app_may_loosen_targets IS 'The asker may put a weaker target in place of the one in force; an akimat may only tighten its own, for nobody lowers the bar he is measured by.';

CREATE FUNCTION path_if(asked_indicator text, asked_region text, points jsonb, day date) RETURNS TABLE (
    year integer, value numeric, is_interpolated boolean, is_own boolean
) LANGUAGE sql STABLE AS $$
    WITH candidates AS (
        SELECT s.year, s.value, s.is_interpolated, true AS is_own, 1 AS place FROM straight_between(points) s
        UNION ALL
        SELECT p.year, p.value, p.is_interpolated, p.region_code IS NOT NULL, CASE WHEN p.region_code IS NULL THEN 3 ELSE 2 END
        FROM published_targets_on(day) p
        WHERE p.indicator_code = asked_indicator AND (p.region_code IS NULL OR p.region_code = asked_region)
    )
    SELECT DISTINCT ON (c.year) c.year, c.value, c.is_interpolated, c.is_own
    FROM candidates c WHERE c.year >= extract(year FROM day)
    ORDER BY c.year, c.place
$$;
COMMENT ON FUNCTION path_if IS 'The path of a region from the year of a day on, were these points its next version; null points: were its own targets withdrawn.';

CREATE FUNCTION is_weaker(asked_indicator text, value numeric, than numeric) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE direction WHEN 'lower_is_better' THEN value > than ELSE value < than END FROM indicator WHERE indicator_code = asked_indicator
$$;
COMMENT ON FUNCTION is_weaker IS 'A target asks for less than another one, by the direction of the indicator.';

CREATE FUNCTION points_refusal(asked_indicator text, points jsonb, day date) RETURNS text LANGUAGE sql STABLE AS $$
    WITH entered AS (
        SELECT CAST(p ->> 0 AS integer) AS year, CAST(p ->> 1 AS numeric) AS value FROM jsonb_array_elements(points) p
    ),
    with_the_one_before AS (
        SELECT e.year, e.value, lag(e.value) OVER (ORDER BY e.year) AS before FROM entered e
    )
    SELECT CASE
        WHEN count(*) < 2 THEN 'two_years_at_least'
        WHEN count(DISTINCT w.year) < count(*) THEN 'year_twice'
        WHEN min(w.year) < extract(year FROM day) THEN 'year_is_over'
        WHEN max(w.year) > 2060 THEN 'year_is_too_late'
        WHEN min(w.value) < 0 THEN 'value_is_negative'
        WHEN min(w.value) = 0 AND i.direction = 'higher_is_better' THEN 'value_is_zero'
        WHEN max(w.value) > 100 AND i.unit = 'percent' THEN 'more_than_all'
        WHEN max(w.value) > 1000000000 THEN 'value_is_too_large'
        WHEN bool_or(is_weaker(asked_indicator, w.value, w.before)) THEN 'weaker_with_time'
    END
    FROM indicator i LEFT JOIN with_the_one_before w ON true
    WHERE i.indicator_code = asked_indicator
    GROUP BY i.direction, i.unit
$$;
COMMENT ON FUNCTION points_refusal IS 'Why points [[year, value], ...] cannot be a path, by name; null where they can.';

CREATE FUNCTION target_refusal(asked_region text, asked_indicator text, asked_points jsonb, day date) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    newest target_version := (SELECT t FROM target_version t WHERE t.region_code = asked_region AND t.indicator_code = asked_indicator
                              ORDER BY t.version DESC LIMIT 1);
    wrong text := CASE WHEN asked_points IS NOT NULL THEN points_refusal(asked_indicator, asked_points, day) END;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM indicator i WHERE i.indicator_code = asked_indicator AND i.direction <> 'neutral') THEN
        RETURN 'no_such_indicator';
    ELSIF wrong IS NOT NULL THEN
        RETURN wrong;
    ELSIF asked_points IS NULL AND newest.points IS NULL THEN
        RETURN 'nothing_to_withdraw';
    ELSIF newest.points = asked_points THEN
        RETURN 'nothing_differs';
    ELSIF NOT app_may_loosen_targets() AND EXISTS (
        SELECT 1
        FROM target_path_on(asked_indicator, day) now
        LEFT JOIN path_if(asked_indicator, asked_region, asked_points, day) made ON made.year = now.year
        WHERE now.region_code = asked_region AND now.year >= extract(year FROM day)
          AND coalesce(is_weaker(asked_indicator, made.value, now.value), true)
    ) THEN
        RETURN 'weaker_than_in_force';
    END IF;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION target_refusal IS 'Why the asker cannot make these points the next version of a region''s own targets on a day, or withdraw them where points are null, by name; null where he can.';

CREATE FUNCTION change_targets(asked_region text, asked_indicator text, base_version integer, asked_points jsonb, why text, address text)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    before target_version;
    made target_version;
    ordered jsonb := (SELECT jsonb_agg(p ORDER BY CAST(p ->> 0 AS integer)) FROM jsonb_array_elements(asked_points) p);
    wrong text;
BEGIN
    IF NOT app_may_set_targets_of(asked_region) THEN
        RAISE EXCEPTION 'Targets of a region are entered by its akimat or by the minister who answers for them.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('target_version'));  -- one editor at a time; the second then finds a newer version
    SELECT * INTO before FROM target_version t WHERE (t.region_code, t.indicator_code) = (asked_region, asked_indicator) ORDER BY t.version DESC LIMIT 1;
    wrong := CASE WHEN coalesce(before.version, 0) IS DISTINCT FROM base_version THEN 'changed_meanwhile'
                  ELSE target_refusal(asked_region, asked_indicator, CASE WHEN asked_points IS NOT NULL THEN coalesce(ordered, '[]') END, today_in_kazakhstan()) END;
    IF wrong IS NOT NULL THEN
        PERFORM refuse_act(wrong);
    END IF;
    INSERT INTO target_version (region_code, indicator_code, version, points, changed_on, changed_by, changed_by_kk, changed_by_ru, changed_by_en, reason, source_url)
    SELECT asked_region, asked_indicator, base_version + 1, ordered, today_in_kazakhstan(), coalesce(app_user_code(), ''), u.name_kk, u.name_ru, u.name_en,
        coalesce(why, ''), nullif(address, '')
    FROM (SELECT 1) AS one_row LEFT JOIN app_user u ON u.user_code = app_user_code()
    RETURNING * INTO made;
    INSERT INTO audit_event (user_code, role, action, object, before, after)
    VALUES (app_user_code(), app_role(), CASE WHEN ordered IS NULL THEN 'withdraw_targets' ELSE 'change_targets' END, asked_region || ' ' || asked_indicator,
        CASE WHEN before.version IS NOT NULL THEN to_jsonb(before) END, to_jsonb(made));
    PERFORM move_data_version();
    RETURN made.version;
END $$;
COMMENT ON FUNCTION change_targets IS 'Writes the next version of a region''s own targets with its reason and its entry in the audit trail, or withdraws them where points are null; returns its number. Refuses who may not, a base that is no longer the newest (changed_meanwhile), and what target_refusal names.';
REVOKE ALL ON FUNCTION change_targets FROM PUBLIC;
GRANT EXECUTE ON FUNCTION change_targets TO map_writer;
-- Official figures as known on a day: of several publications of one period the latest counts, the others stay listed beside it.

CREATE FUNCTION official_figures_on(day date) RETURNS TABLE (
    series_code text, indicator_code text, region_code text, category_code text, period_start date, period_end date, value numeric, unit text,
    mark_code text, is_derived boolean, is_interpolated boolean, published_on date, remark text, is_latest boolean, source_url text
) LANGUAGE sql STABLE AS $$
    SELECT f.series_code, f.indicator_code, f.region_code, f.category_code, f.period_start, f.period_end, f.value, f.unit,
        CASE WHEN f.note LIKE 'about%' THEN 'about' WHEN f.note LIKE 'more than%' THEN 'more_than' END,
        f.is_derived, f.is_interpolated, f.published_on,
        nullif(regexp_replace(coalesce(f.note, ''), '^(about|more than)(; |$)', ''), ''),
        row_number() OVER (
            PARTITION BY f.series_code, f.indicator_code, f.region_code, f.category_code, f.period_start, f.period_end
            ORDER BY f.published_on DESC NULLS LAST, f.figure_id DESC) = 1,
        f.source_url
    FROM official_figure f
    WHERE f.period_end <= day AND coalesce(f.published_on, f.period_end) <= day
$$;
COMMENT ON FUNCTION official_figures_on IS 'Published figures of periods over and published by a day; one whose day of publication is not recorded counts as known from the end of its period. A note that opens with "about" or "more than" is the mark of the value, what follows is the remark. is_latest: no later publication of the same period is known.';

CREATE FUNCTION differs_from_published(register_value numeric, published numeric, mark text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE mark
        WHEN 'more_than' THEN register_value <= published
        WHEN 'about' THEN abs(register_value - published) > published * 0.01
        ELSE round(register_value, scale(published)) <> published
    END
$$;
COMMENT ON FUNCTION differs_from_published IS 'A value of the register is another than the published one: told to the published digit; of one given as "about" beyond one percent; of one given as "more than" where the register has no more.';
-- Where harm may go unreported: admissions without an accident, improbable zeros, late reports. Leads to look into, never a verdict.

CREATE FUNCTION employees_by_section(first_day date, last_day date, day date) RETURNS TABLE (region_code text, section_code text, employee_count double precision)
LANGUAGE sql STABLE AS $$
WITH summed_by_month AS (
    SELECT k.region_code, s.section_code, k.month, sum(k.employee_count) AS people
    FROM employees_last_known(day) k JOIN sections_of_activities() s USING (activity_code)
    WHERE k.month BETWEEN first_day AND last_day
    GROUP BY k.region_code, s.section_code, k.month
)
SELECT m.region_code, m.section_code, CAST(avg(m.people) AS double precision) FROM summed_by_month m GROUP BY m.region_code, m.section_code
$$;
COMMENT ON FUNCTION employees_by_section IS 'Mean monthly hired employees of a section in a region, over the months that begin from first_day to last_day and are known at the end of a day. No row where no month is known.';

CREATE FUNCTION admissions_between(first_day date, last_day date, day date) RETURNS TABLE (
    admission_id bigint, region_code text, bin text, section_code text, admitted_on date, known_on date, severity text,
    registered_on date, is_without_accident boolean
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
WITH reported AS (
    SELECT h.* FROM health_admission h
    WHERE h.admitted_on BETWEEN first_day AND least(last_day, day - 10) AND h.known_on <= day
      AND ((SELECT app_is_nationwide()) OR h.region_code = (SELECT app_region()))
),
registered AS (  -- in the whole country: an employer of one region may have reported in another
    SELECT h.admission_id, a.known_on FROM reported h JOIN accident a ON a.accident_id = h.accident_id WHERE a.known_on <= day
    UNION ALL
    SELECT h.admission_id, a.known_on
    FROM reported h JOIN accident a ON a.bin = h.bin AND a.occurred_on BETWEEN h.admitted_on - 10 AND h.admitted_on AND a.known_on <= day
),
first_registered AS (
    SELECT r.admission_id, min(r.known_on) AS registered_on FROM registered r GROUP BY r.admission_id
)
SELECT h.admission_id, h.region_code, h.bin, s.section_code, h.admitted_on, h.known_on, h.severity, f.registered_on,
    coalesce(f.registered_on > h.admitted_on + 10, true)
FROM reported h
LEFT JOIN first_registered f USING (admission_id)
LEFT JOIN employer e ON e.bin = h.bin
LEFT JOIN sections_of_activities() s ON s.activity_code = e.activity_code
$$;
COMMENT ON FUNCTION admissions_between IS 'Admissions that hospitals reported by the end of a day, at least ten days old then, in the regions the asker may see. Registered: the accident the hospital''s report was matched with, or one of the same employer, anywhere, of the day of admission or the ten days before; without an accident where that was not registered within ten days after the admission.';

CREATE FUNCTION reports_between(first_day date, last_day date, day date) RETURNS TABLE (
    accident_id bigint, region_code text, bin text, facility_id bigint, section_code text, occurred_on date, known_on date, days_late integer, is_late boolean
) LANGUAGE sql STABLE AS $$
    SELECT a.accident_id, a.region_code, a.bin, a.facility_id, s.section_code, a.occurred_on, a.known_on,
        greatest(a.known_on - a.occurred_on - 1, 0), a.known_on > a.occurred_on + 1
    FROM accident a JOIN sections_of_activities() s USING (activity_code)
    WHERE a.occurred_on BETWEEN first_day AND last_day AND a.known_on <= day
$$;
COMMENT ON FUNCTION reports_between IS 'Accidents reported by the end of a day, and by how many days late: the law gives 24 hours (Labour Code, article 187). The hour of the report is not known, so that one made on the next day counts as in time.';

CREATE FUNCTION injuries_by_section(first_day date, last_day date, day date) RETURNS TABLE (section_code text, injured_count bigint, employee_count double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
WITH injured AS (
    SELECT s.section_code, sum(a.injured_count) AS people
    FROM accident a JOIN sections_of_activities() s USING (activity_code)
    WHERE a.occurred_on BETWEEN first_day AND last_day AND a.known_on <= day
    GROUP BY s.section_code
),
employed AS (
    SELECT e.section_code, sum(e.employee_count) AS people
    FROM employees_by_section(first_day, last_day, day) e
    GROUP BY e.section_code
    HAVING count(*) >= 3
)
SELECT e.section_code, coalesce(i.people, 0), e.people
FROM employed e LEFT JOIN injured i USING (section_code)
WHERE register_starts_on() <= first_day
$$;
COMMENT ON FUNCTION injuries_by_section IS 'Injured and mean hired employees of the whole country by section of activity, the same for every asker; no section that fewer than three regions employ people in, none before the register began.';

CREATE FUNCTION large_employers_between(first_day date, last_day date, day date) RETURNS TABLE (
    bin text, region_code text, section_code text, employee_count integer, expected_count double precision, has_none boolean, zero_probability double precision
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
WITH expecting AS (
    SELECT e.bin, e.region_code, i.section_code, e.employee_count, i.injured_count / i.employee_count * e.employee_count AS expected_count
    FROM injuries_by_section(first_day, last_day, day) i
    JOIN sections_of_activities() s USING (section_code)
    JOIN employer e USING (activity_code)
    WHERE e.known_on <= first_day AND ((SELECT app_is_nationwide()) OR e.region_code = (SELECT app_region()))
      AND i.injured_count * CAST(e.employee_count AS double precision) >= 3 * i.employee_count
),
reporting AS (
    SELECT DISTINCT a.bin FROM accident a WHERE a.occurred_on BETWEEN first_day AND last_day AND a.known_on <= day
)
SELECT x.bin, x.region_code, x.section_code, x.employee_count, x.expected_count, r.bin IS NULL, exp(-x.expected_count)
FROM expecting x LEFT JOIN reporting r USING (bin)
$$;
COMMENT ON FUNCTION large_employers_between IS 'Employers registered where the asker may see, of whom the injury rate of their section, in the whole country, expects at least three injured from first_day to last_day at the employees they last reported; whether none was reported anywhere, and the Poisson probability of that, exp(-expected).';

CREATE FUNCTION years_up_to(day date, years integer, OUT first_day date, OUT last_day date) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CAST(day - make_interval(years => years) AS date) + 1, day
$$;
COMMENT ON FUNCTION years_up_to IS 'So many years that end with a day, both days included.';

CREATE FUNCTION is_counted_in(region_code text, region_of_viewer text, asked_region text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (region_of_viewer IS NULL OR region_code = region_of_viewer) AND (asked_region IS NULL OR region_code = asked_region)
$$;
COMMENT ON FUNCTION is_counted_in IS 'A region is that of the viewer and the asked one; null is everywhere.';

CREATE FUNCTION counted_under(breakdown text, region_code text, section_code text, bin text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE breakdown WHEN 'region' THEN region_code WHEN 'activity' THEN section_code WHEN 'employer' THEN bin END
$$;
COMMENT ON FUNCTION counted_under IS 'The code that a lead is counted under by region, activity (section) or employer.';

CREATE FUNCTION names_of_counted(breakdown text, code text) RETURNS TABLE (name_kk text, name_ru text, name_en text) LANGUAGE sql STABLE AS $$
    SELECT r.name_kk, r.name_ru, r.name_en FROM region r WHERE breakdown = 'region' AND r.region_code = code
    UNION ALL SELECT a.name_kk, a.name_ru, a.name_en FROM activity a WHERE breakdown = 'activity' AND a.activity_code = code
    UNION ALL SELECT e.name_kk, e.name_ru, e.name_en FROM employer e WHERE breakdown = 'employer' AND e.bin = code
$$;
COMMENT ON FUNCTION names_of_counted IS 'Names behind a code of counted_under; no row of a code that is not known, or that the asker may not see.';

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['admissions_between', 'injuries_by_section', 'large_employers_between'] LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %I FROM PUBLIC', name);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %I TO map_reader, map_writer', name);
    END LOOP;
END $$;
-- What if a region moved to the rate of its peers: pooled over at least three other regions, so that nobody reads the figures of one.

CREATE FUNCTION harm_by_section(first_day date, last_day date, day date) RETURNS TABLE (region_code text, section_code text, injured bigint, killed bigint)
LANGUAGE sql STABLE AS $$
    SELECT a.region_code, s.section_code, sum(a.injured_count), sum(a.killed_count)
    FROM accident a JOIN sections_of_activities() s USING (activity_code)
    WHERE a.occurred_on BETWEEN first_day AND last_day AND a.known_on <= day
    GROUP BY a.region_code, s.section_code
$$;
COMMENT ON FUNCTION harm_by_section IS 'Injured (the killed included) and killed by region and section of activity from first_day to last_day, both included, as known at the end of a day.';

CREATE FUNCTION regions_of_similar_activity(asked_region text, first_day date, last_day date, day date) RETURNS TABLE (region_code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
WITH shares AS (
    SELECT e.region_code, e.section_code, e.employee_count / sum(e.employee_count) OVER (PARTITION BY e.region_code) AS share
    FROM employees_by_section(first_day, last_day, day) e
),
own AS (
    SELECT s.section_code, s.share FROM shares s WHERE s.region_code = asked_region
),
distances AS (
    SELECT r.region_code, sum(abs(coalesce(o.share, 0) - coalesce(s.share, 0))) AS distance
    FROM region r
    CROSS JOIN (SELECT DISTINCT section_code FROM shares) AS every_section
    LEFT JOIN shares s USING (region_code, section_code)
    LEFT JOIN own o USING (section_code)
    WHERE r.region_code <> asked_region AND r.region_code IN (SELECT region_code FROM shares) AND EXISTS (SELECT 1 FROM own)
    GROUP BY r.region_code
)
SELECT d.region_code FROM distances d
WHERE app_is_nationwide() OR asked_region = app_region()
ORDER BY d.distance, d.region_code LIMIT 5
$$;
COMMENT ON FUNCTION regions_of_similar_activity IS 'The five regions whose employees are spread over sections of activity most like those of a region: least sum of absolute differences of the shares. Only which they are, and only of a region the asker may see.';

CREATE FUNCTION better_half(asked_region text, first_day date, last_day date, day date) RETURNS TABLE (harm text, region_code text) LANGUAGE sql STABLE AS $$
WITH rated AS (
    SELECT h.harm, r.region_code, rank() OVER (PARTITION BY h.harm ORDER BY h.rate, r.region_code) AS place, count(*) OVER (PARTITION BY h.harm) AS regions
    FROM rates_between(CAST(first_day - interval '1 year' AS date), CAST(last_day - interval '1 year' AS date), day) r
    CROSS JOIN LATERAL (VALUES ('injured', r.injury_rate_per_1000_employees), ('killed', r.fatal_rate_per_1000_employees)) AS h (harm, rate)
    WHERE r.region_code <> asked_region AND h.rate IS NOT NULL
)
SELECT r.harm, r.region_code FROM rated r WHERE r.place <= r.regions / 2
$$;
COMMENT ON FUNCTION better_half IS 'The half of the other regions with the lower rate in the same days of the year before: chosen by another period than the one compared, so that a lucky year does not make a model.';

CREATE FUNCTION peers_between(asked_region text, first_day date, last_day date, day date) RETURNS TABLE (
    peer_group text, harm text, region_count bigint, peer_events bigint, expected double precision, variance double precision
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
WITH employed AS (
    SELECT * FROM employees_by_section(first_day, last_day, day)
),
own AS (
    SELECT e.section_code, e.employee_count, sum(e.employee_count) OVER () AS all_employees FROM employed e WHERE e.region_code = asked_region
),
harmed AS (
    SELECT e.region_code, e.section_code, e.employee_count, k.harm, k.events
    FROM employed e
    LEFT JOIN harm_by_section(first_day, last_day, day) h USING (region_code, section_code)
    CROSS JOIN LATERAL (VALUES ('injured', coalesce(h.injured, 0)), ('killed', coalesce(h.killed, 0))) AS k (harm, events)
),
members AS (
    SELECT 'similar' AS peer_group, k.harm, s.region_code
    FROM regions_of_similar_activity(asked_region, first_day, last_day, day) s CROSS JOIN (VALUES ('injured'), ('killed')) AS k (harm)
    UNION ALL
    SELECT 'better_half', b.harm, b.region_code FROM better_half(asked_region, first_day, last_day, day) b
),
as_one AS (
    SELECT m.peer_group, m.harm, count(DISTINCT m.region_code) AS regions, sum(h.events) AS events,
        (SELECT max(all_employees) FROM own) / sum(h.employee_count) AS weight
    FROM members m JOIN harmed h USING (harm, region_code)
    GROUP BY m.peer_group, m.harm
),
by_section AS (
    SELECT h.harm, h.section_code, count(DISTINCT h.region_code) AS regions, sum(h.events) AS events, sum(h.employee_count) AS employees
    FROM harmed h WHERE h.region_code <> asked_region
    GROUP BY h.harm, h.section_code
),
standardised AS (
    SELECT k.harm, min(coalesce(b.regions, 0)) AS regions, sum(b.events) AS events,
        sum(o.employee_count / b.employees * b.events) AS expected, sum((o.employee_count / b.employees) ^ 2 * b.events) AS variance
    FROM own o CROSS JOIN (VALUES ('injured'), ('killed')) AS k (harm) LEFT JOIN by_section b USING (harm, section_code)
    GROUP BY k.harm
),
pooled AS (
    SELECT a.peer_group, a.harm, a.regions, a.events, a.weight * a.events AS expected, a.weight ^ 2 * a.events AS variance FROM as_one a
    UNION ALL
    SELECT 'national', s.harm, s.regions, s.events, s.expected, s.variance FROM standardised s
)
SELECT p.peer_group, p.harm, p.regions, CAST(p.events AS bigint), CAST(p.expected AS double precision), CAST(p.variance AS double precision)
FROM pooled p
WHERE (app_is_nationwide() OR asked_region = app_region()) AND p.regions >= 3 AND p.expected IS NOT NULL AND register_starts_on() <= first_day
$$;
COMMENT ON FUNCTION peers_between IS 'Injured and killed that a region would have had at the rate of its peers from first_day to last_day: similar (five regions of similar activity) and better_half at one rate, national (the other regions) at the rate of each section of activity on the region''s own employees. Expected is a weighted sum of the peers'' events, variance the sum of squared weights times events. At least three other regions stand in each, and in each section of the national one; only for a region the asker may see.';

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['regions_of_similar_activity', 'peers_between'] LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %I FROM PUBLIC', name);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %I TO map_reader, map_writer', name);
    END LOOP;
END $$;
-- Measures of completion: which facilities an instruction asks for, on which days each counts as done, and the count by day.
-- Everything counts from the day the register learned of it, so that a count of the past is what was known then.

CREATE FUNCTION done_by_programme(asked_programme text) RETURNS TABLE (facility_id bigint, days datemultirange) LANGUAGE sql STABLE AS $$
    SELECT i.facility_id, datemultirange(daterange(i.done_known_on, NULL))
    FROM programme_item i WHERE i.programme_code = asked_programme AND i.done_known_on IS NOT NULL
$$;
COMMENT ON FUNCTION done_by_programme IS 'Facilities where what a programme asks is known to be done, from that day on.';

CREATE FUNCTION inspected_since(first_day date) RETURNS TABLE (facility_id bigint, days datemultirange) LANGUAGE sql STABLE AS $$
    SELECT i.facility_id, datemultirange(daterange(min(i.known_on), NULL))
    FROM inspection i WHERE i.inspected_on >= first_day
    GROUP BY i.facility_id
$$;
COMMENT ON FUNCTION inspected_since IS 'Facilities inspected on a day or later, from the day the first such inspection was known.';

CREATE FUNCTION prescriptions_open_on(day date) RETURNS SETOF prescription LANGUAGE sql STABLE AS $$
    SELECT p.* FROM prescription p WHERE p.known_on <= day AND (p.fulfilment_known_on IS NULL OR p.fulfilment_known_on > day)
$$;
COMMENT ON FUNCTION prescriptions_open_on IS 'Prescriptions known at the end of a day whose fulfilment was not, overdue or not.';

CREATE FUNCTION prescriptions_fulfilled_since(first_day date) RETURNS TABLE (facility_id bigint, days datemultirange) LANGUAGE sql STABLE AS $$
    SELECT p.facility_id, datemultirange(daterange(max(p.fulfilment_known_on), NULL))
    FROM prescriptions_open_on(first_day) p
    GROUP BY p.facility_id HAVING bool_and(p.fulfilment_known_on IS NOT NULL)
$$;
COMMENT ON FUNCTION prescriptions_fulfilled_since IS 'Facilities where every prescription open on a day has been fulfilled since, from the day the last fulfilment was known; later prescriptions do not count.';

CREATE FUNCTION insured_days() RETURNS TABLE (facility_id bigint, days datemultirange) LANGUAGE sql STABLE AS $$
    SELECT p.facility_id, range_agg(daterange(greatest(p.valid_from, p.known_on), p.valid_to, '[]'))
    FROM permit p WHERE p.kind_code = 'liability_insurance' AND p.known_on <= p.valid_to
    GROUP BY p.facility_id
$$;
COMMENT ON FUNCTION insured_days IS 'Days on which a facility was known to be insured for liability to third parties, the last valid day included.';

CREATE FUNCTION declared_days() RETURNS TABLE (facility_id bigint, days datemultirange) LANGUAGE sql STABLE AS $$
    SELECT f.facility_id, datemultirange(daterange(coalesce(f.declaration_known_on, f.known_on), NULL)) FROM facility f WHERE f.declaration_no IS NOT NULL
$$;
COMMENT ON FUNCTION declared_days IS 'Facilities with a registered declaration of industrial safety, from the day the register learned of it.';

CREATE FUNCTION measure_done(m completion_measure) RETURNS TABLE (facility_id bigint, days datemultirange) LANGUAGE sql STABLE AS $$
    SELECT * FROM done_by_programme(m.programme_code) WHERE m.measure_code IN ('programme_done', 'systems_connected')
    UNION ALL
    SELECT * FROM inspected_since(m.since) WHERE m.measure_code = 'inspected'
    UNION ALL
    SELECT * FROM prescriptions_fulfilled_since(m.since) WHERE m.measure_code = 'prescriptions_fulfilled'
    UNION ALL
    SELECT * FROM insured_days() WHERE m.measure_code = 'insured'
    UNION ALL
    SELECT * FROM declared_days() WHERE m.measure_code = 'declared'
$$;
COMMENT ON FUNCTION measure_done IS 'Days on which a facility counts as done under a measure, in the set or not. Milestones count no facilities.';

CREATE FUNCTION measure_asked(m completion_measure) RETURNS TABLE (facility_id bigint, region_code text, days daterange) LANGUAGE sql STABLE AS $$
    WITH of_the_set AS (
        SELECT f.facility_id, f.region_code, f.decommissioned_on, greatest(m.since, f.known_on, i.known_on) AS enters_on
        FROM facility f LEFT JOIN programme_item i ON i.facility_id = f.facility_id AND i.programme_code = m.programme_code
        WHERE m.measure_code <> 'milestones'
          AND (m.of_region IS NULL OR f.region_code = m.of_region)
          AND (m.of_hazard_type IS NULL OR f.hazard_type_code = m.of_hazard_type)
          AND (m.programme_code IS NULL OR i.facility_id IS NOT NULL)
          AND (m.measure_code <> 'declared' OR f.is_declaration_required)
          AND (m.measure_code <> 'prescriptions_fulfilled' OR f.facility_id IN (SELECT p.facility_id FROM prescriptions_open_on(m.since) p))
    )
    SELECT s.facility_id, s.region_code, daterange(s.enters_on, s.decommissioned_on)
    FROM of_the_set s WHERE s.decommissioned_on IS NULL OR s.decommissioned_on > s.enters_on
$$;
COMMENT ON FUNCTION measure_asked IS 'The set of a measure: each facility from the day the register, or the list of the programme, knew it, at the earliest from the first day of the measure, until it is closed.';

CREATE FUNCTION measure_facilities(m completion_measure) RETURNS TABLE (facility_id bigint, region_code text, asked daterange, done datemultirange)
LANGUAGE sql STABLE AS $$
    SELECT a.facility_id, a.region_code, a.days, coalesce(d.days * datemultirange(a.days), '{}')
    FROM measure_asked(m) a LEFT JOIN measure_done(m) d USING (facility_id)
$$;
COMMENT ON FUNCTION measure_facilities IS 'Facilities of a measure''s set that the asker may see: the days each is asked for, and of those the days it counts as done.';

CREATE FUNCTION refresh_measure(m completion_measure) RETURNS void LANGUAGE sql AS $$
    INSERT INTO measure_change
    WITH counted AS MATERIALIZED (SELECT * FROM measure_facilities(m)),
    turns AS (
        SELECT region_code, lower(asked) AS counted_on, 1 AS asked_change, 0 AS done_change FROM counted
        UNION ALL
        SELECT region_code, upper(asked), -1, 0 FROM counted WHERE NOT upper_inf(asked)
        UNION ALL
        SELECT region_code, lower(stretch), 0, 1 FROM counted, unnest(done) stretch
        UNION ALL
        SELECT region_code, upper(stretch), 0, -1 FROM counted, unnest(done) stretch WHERE NOT upper_inf(stretch)
    )
    SELECT m.instruction_id, m.version, t.region_code, t.counted_on, sum(t.asked_change), sum(t.done_change)
    FROM turns t
    GROUP BY t.region_code, t.counted_on
    HAVING sum(t.asked_change) <> 0 OR sum(t.done_change) <> 0
$$;
COMMENT ON FUNCTION refresh_measure IS 'Counts a measure by region and day; the old count must be gone.';

CREATE FUNCTION refresh_measures(asked_id bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
BEGIN
    DELETE FROM measure_change c WHERE asked_id IS NULL OR c.instruction_id = asked_id;
    PERFORM refresh_measure(m) FROM completion_measure m WHERE m.measure_code IS NOT NULL AND (asked_id IS NULL OR m.instruction_id = asked_id);
END $$;
COMMENT ON FUNCTION refresh_measures IS 'Counts the measures of an instruction anew over the whole country, of all for null. Called when a measure is set and whenever facilities are scored.';
REVOKE ALL ON FUNCTION refresh_measures FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refresh_measures TO map_writer;
-- The pace of a measure: how many are done, when all will be, and whether that is in time.

CREATE TYPE pace_verdict AS ENUM ('nothing_asked', 'complete', 'no_deadline', 'too_early', 'in_time', 'behind');
COMMENT ON TYPE pace_verdict IS 'What the pace of a measure says of the deadline.';

CREATE FUNCTION pace_days() RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT 90 $$;
COMMENT ON FUNCTION pace_days IS 'Days over which the pace is taken, or those since the first day of the measure where they are fewer.';

CREATE FUNCTION pace_finish(as_of date, days integer, gained bigint, open_count bigint) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN open_count <= 0 THEN as_of
                WHEN gained > 0 AND open_count * days <= gained * 3653 THEN as_of + CAST(ceil(CAST(open_count * days AS numeric) / gained) AS integer) END
$$;
COMMENT ON FUNCTION pace_finish IS 'Day on which the last open one is done when as many more are done per day as over the last days; null where that is not within ten years.';

CREATE FUNCTION pace_is_judged(as_of date, since date, due_on date, asked_count bigint, done_at_start bigint) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT as_of >= since + 14 AND (asked_count - done_at_start) * (as_of - since) >= 5 * (due_on - since)
$$;
COMMENT ON FUNCTION pace_is_judged IS 'From two weeks after the first day, and once an even pace to the deadline would have five done: before, nothing done says nothing.';

CREATE FUNCTION pace_verdict(as_of date, due_on date, asked_count bigint, done_count bigint, finishes_on date, is_judged boolean)
RETURNS pace_verdict LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CAST(CASE
        WHEN asked_count = 0 THEN 'nothing_asked'
        WHEN done_count >= asked_count THEN 'complete'
        WHEN due_on IS NULL THEN 'no_deadline'
        WHEN as_of >= due_on THEN 'behind'
        WHEN NOT is_judged THEN 'too_early'
        WHEN finishes_on <= due_on THEN 'in_time'
        ELSE 'behind'
    END AS pace_verdict)
$$;
COMMENT ON FUNCTION pace_verdict IS 'In time where the last one is done on the last day of the deadline at the latest. With anything open at the end of that day it cannot be.';

CREATE FUNCTION measures_on(as_of date) RETURNS SETOF completion_measure LANGUAGE sql STABLE AS $$
    SELECT m.*
    FROM (SELECT DISTINCT ON (x.instruction_id) x.* FROM completion_measure x WHERE x.set_on <= as_of ORDER BY x.instruction_id, x.version DESC) m
    WHERE m.measure_code IS NOT NULL
$$;
COMMENT ON FUNCTION measures_on IS 'The measure in force of each instruction, as known on a day.';

CREATE FUNCTION measure_counts(m completion_measure, day date) RETURNS TABLE (asked_count bigint, done_count bigint) LANGUAGE sql STABLE AS $$
    SELECT coalesce(sum(c.asked_change), 0), coalesce(sum(c.done_change), 0)
    FROM measure_change c WHERE c.instruction_id = m.instruction_id AND c.version = m.version AND c.counted_on <= day
    HAVING m.measure_code <> 'milestones'
    UNION ALL
    SELECT count(*), count(*) FILTER (WHERE s.done_known_on <= day)
    FROM milestone s WHERE s.instruction_id = m.instruction_id
    HAVING m.measure_code = 'milestones'
$$;
COMMENT ON FUNCTION measure_counts IS 'How many the set held at the end of a day and how many of them were done, of what the asker may see.';

CREATE FUNCTION milestones_finish(asked_id bigint, as_of date) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT max(m.due_on) + greatest(0, as_of - min(m.due_on) FILTER (WHERE m.done_known_on IS NULL OR m.done_known_on > as_of))
    FROM milestone m WHERE m.instruction_id = asked_id
$$;
COMMENT ON FUNCTION milestones_finish IS 'Day of the last milestone, put off by as many days as the earliest one still open is late.';

CREATE FUNCTION measure_pace(m completion_measure, as_of date, due_on date) RETURNS TABLE (
    asked_count bigint, done_count bigint, done_at_start bigint, pace_from date, done_before bigint, finishes_on date, verdict pace_verdict
) LANGUAGE sql STABLE AS $$
    WITH counted AS (
        SELECT n.*, s.done_count AS done_at_start, p.pace_from, b.done_count AS done_before
        FROM measure_counts(m, as_of) n, measure_counts(m, m.since) s, (SELECT greatest(m.since, as_of - pace_days()) AS pace_from) p,
            LATERAL measure_counts(m, p.pace_from) b
    ),
    with_finish AS (
        SELECT c.*, CASE WHEN c.asked_count = 0 THEN NULL
                         WHEN m.measure_code = 'milestones' THEN milestones_finish(m.instruction_id, as_of)
                         ELSE pace_finish(as_of, as_of - c.pace_from, c.done_count - c.done_before, c.asked_count - c.done_count) END AS finishes_on
        FROM counted c
    )
    SELECT f.asked_count, f.done_count, f.done_at_start, f.pace_from, f.done_before, f.finishes_on,
        pace_verdict(as_of, due_on, f.asked_count, f.done_count, f.finishes_on,
                     m.measure_code = 'milestones' OR pace_is_judged(as_of, m.since, due_on, f.asked_count, f.done_at_start))
    FROM with_finish f
$$;
COMMENT ON FUNCTION measure_pace IS 'Count and pace of a measure as known on a day, of what the asker may see.';

-- As the owner, for a state must be the same for everybody who sees the instruction: it says when the whole will be done, and no count of any region.
CREATE FUNCTION whole_pace(asked_id bigint, as_of date, due_on date) RETURNS TABLE (finishes_on date, verdict pace_verdict)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
BEGIN
    IF app_may_see_instruction(asked_id) THEN
        RETURN QUERY SELECT p.finishes_on, p.verdict FROM measures_on(as_of) m, LATERAL measure_pace(m, as_of, due_on) p WHERE m.instruction_id = asked_id;
    END IF;
END $$;
COMMENT ON FUNCTION whole_pace IS 'When the whole of an instruction''s measure will be done at the present pace, and whether in time, over all regions; no row where the asker may not see the instruction, or nothing is measured.';
REVOKE ALL ON FUNCTION whole_pace FROM PUBLIC;
GRANT EXECUTE ON FUNCTION whole_pace TO map_reader, map_writer;
-- What has become of an instruction: the one definition of its computed state, as known at the end of a day.

CREATE TYPE instruction_state AS ENUM (
    'overdue', 'returned', 'no_report', 'at_risk', 'due_soon', 'reported', 'not_due', 'no_deadline', 'done_late', 'done');
COMMENT ON TYPE instruction_state IS 'Computed state of an instruction, in the order of what to do first.';

CREATE FUNCTION due_soon_days() RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT 14 $$;
COMMENT ON FUNCTION due_soon_days IS 'Days before the deadline from which an instruction is due soon.';

CREATE FUNCTION instruction_state(as_of date, due_on date, accepted_on date, is_returned boolean, is_declared_done boolean,
                                  has_report boolean, is_behind boolean)
RETURNS instruction_state LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CAST(CASE
        WHEN accepted_on > due_on THEN 'done_late'
        WHEN accepted_on IS NOT NULL THEN 'done'
        WHEN is_returned THEN 'returned'
        WHEN is_declared_done THEN 'reported'
        WHEN due_on IS NULL THEN 'no_deadline'
        WHEN as_of > due_on AND has_report THEN 'overdue'
        WHEN as_of > due_on THEN 'no_report'
        WHEN is_behind THEN 'at_risk'
        WHEN due_on - as_of <= due_soon_days() THEN 'due_soon'
        ELSE 'not_due'
    END AS instruction_state)
$$;
COMMENT ON FUNCTION instruction_state IS 'State from what is known: late starts on the day after the deadline, due soon 14 days before it, both ends included. Behind: a milestone is late, or, in state_at_pace, the pace of the measure puts the finish after the deadline.';

CREATE FUNCTION milestone_state(due_on date, done_on date, done_known_on date, as_of date)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN done_known_on <= as_of AND done_on > due_on THEN 'done_late'
        WHEN done_known_on <= as_of THEN 'done'
        WHEN due_on < as_of THEN 'late'
        ELSE 'open'
    END
$$;
COMMENT ON FUNCTION milestone_state IS 'done, done_late, late (undone, as known, from the day after its own day) or open.';

CREATE FUNCTION state_at_pace(state instruction_state, verdict pace_verdict) RETURNS instruction_state LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN state IN ('due_soon', 'not_due') AND verdict = 'behind' THEN 'at_risk' ELSE state END
$$;
COMMENT ON FUNCTION state_at_pace IS 'The state of an instruction whose measure is counted: at risk too where the pace puts the finish after the deadline.';

CREATE FUNCTION instruction_facts_on(i instruction, day date) RETURNS TABLE (
    state instruction_state, due_on date, extension_count integer, declared_state text, declared_on date, last_report_on date,
    accepted_on date, milestone_count integer, done_milestone_count integer, late_milestone_count integer
) LANGUAGE sql STABLE AS $$
WITH deadline AS (
    SELECT coalesce((array_agg(x.new_due_on ORDER BY x.decided_on DESC, x.decision_no DESC))[1], i.due_on) AS due_on, count(*) AS extensions
    FROM decision x WHERE x.instruction_id = i.instruction_id AND x.kind = 'extended' AND x.decided_on <= day
),
last_verdict AS (
    SELECT x.kind, x.decided_on, x.version
    FROM decision x WHERE x.instruction_id = i.instruction_id AND x.kind IN ('accepted', 'returned') AND x.decided_on <= day
    ORDER BY x.decided_on DESC, x.decision_no DESC LIMIT 1
),
last_declared AS (
    SELECT x.declared_state, x.reported_on, x.version
    FROM report x WHERE x.instruction_id = i.instruction_id AND x.body_code = i.lead_body_code AND x.reported_on <= day
    ORDER BY x.reported_on DESC, x.report_no DESC LIMIT 1
),
last_report AS (
    SELECT max(x.reported_on) AS reported_on FROM report x WHERE x.instruction_id = i.instruction_id AND x.reported_on <= day
),
milestones_counted AS (
    SELECT count(*) AS milestones, count(*) FILTER (WHERE x.milestone_state IN ('done', 'done_late')) AS done,
        count(*) FILTER (WHERE x.milestone_state = 'late') AS late
    FROM (SELECT milestone_state(y.due_on, y.done_on, y.done_known_on, day) FROM milestone y WHERE y.instruction_id = i.instruction_id) x
),
with_what_followed AS (
    SELECT e.due_on, e.extensions, d.declared_state, d.reported_on AS declared_on, r.reported_on AS last_report_on,
        CASE WHEN v.kind = 'accepted' THEN v.decided_on END AS accepted_on,
        coalesce(v.kind = 'returned' AND coalesce(v.version > d.version, v.decided_on >= coalesce(d.reported_on, v.decided_on)), false) AS is_returned,
        m.milestones, m.done, m.late
    FROM deadline e CROSS JOIN last_report r CROSS JOIN milestones_counted m
    LEFT JOIN last_verdict v ON true LEFT JOIN last_declared d ON true
)
SELECT instruction_state(day, w.due_on, w.accepted_on, w.is_returned, coalesce(w.declared_state = 'done', false),
                         w.last_report_on IS NOT NULL, w.late > 0),
    w.due_on, w.extensions, w.declared_state, w.declared_on, w.last_report_on, w.accepted_on, w.milestones, w.done, w.late
FROM with_what_followed w
$$;
COMMENT ON FUNCTION instruction_facts_on IS 'An instruction on a day from its known_on on: its deadline with extensions, what its lead body last declared, and its computed state before the pace of a measure. Of a report and a return of one day the later one counts; where a delivery does not say which, the return answers the report.';
-- How every instruction stands, kept from one change to the next: a row holds from valid_from until the day before valid_to.
-- Written by triggers in the transaction of what changes it, from the one definition, so that it never differs from what the steps say.

CREATE TABLE instruction_standing (
    instruction_id bigint NOT NULL REFERENCES instruction ON DELETE CASCADE,
    valid_from date NOT NULL,
    valid_to date NOT NULL CHECK (valid_to > valid_from),
    state instruction_state NOT NULL,
    due_on date,
    extension_count integer NOT NULL,
    declared_state text,
    declared_on date,
    last_report_on date,
    accepted_on date,
    milestone_count integer NOT NULL,
    done_milestone_count integer NOT NULL,
    late_milestone_count integer NOT NULL,
    is_measured boolean NOT NULL,
    number text NOT NULL,
    issued_on date NOT NULL,
    lead_body_code text NOT NULL,
    controller_user_code text,
    controller_body_code text,
    controller text NOT NULL,
    source_code text NOT NULL,
    PRIMARY KEY (instruction_id, valid_from)
);
-- all that lists filter, order and count by, so that none of them reads the table; and what row-level security asks of each row
CREATE INDEX standing_by_end ON instruction_standing (valid_to, valid_from) INCLUDE (
    state, due_on, issued_on, number, accepted_on, declared_on, instruction_id, lead_body_code, controller_body_code, controller_user_code,
    controller, source_code, is_measured);
COMMENT ON TABLE instruction_standing IS 'State and facts of instructions over time, counted from their steps, and what lists filter and order by.';
COMMENT ON COLUMN instruction_standing.valid_to IS 'Day from which another row holds; infinity for the last.';
COMMENT ON COLUMN instruction_standing.state IS 'Computed state before the pace of a measure, which only state_at_pace adds.';
COMMENT ON COLUMN instruction_standing.is_measured IS 'A measure of completion was chosen at some time.';
COMMENT ON COLUMN instruction_standing.controller IS 'The person who controls, else the body, else his name as published, else none.';

CREATE FUNCTION standing_days(asked_ids bigint[]) RETURNS TABLE (instruction_id bigint, day date) LANGUAGE sql STABLE AS $$
    SELECT DISTINCT i.instruction_id, greatest(t.day, i.known_on)
    FROM unnest(asked_ids) AS asked (instruction_id)
    JOIN instruction i USING (instruction_id)
    CROSS JOIN LATERAL (
        SELECT i.known_on AS day
        UNION ALL SELECT r.reported_on FROM report r WHERE r.instruction_id = i.instruction_id
        UNION ALL SELECT d.decided_on FROM decision d WHERE d.instruction_id = i.instruction_id
        UNION ALL SELECT unnest(ARRAY[m.due_on + 1, m.done_known_on]) FROM milestone m WHERE m.instruction_id = i.instruction_id
        UNION ALL
        SELECT unnest(ARRAY[l.due_on - due_soon_days(), l.due_on + 1])
        FROM (SELECT i.due_on UNION ALL SELECT d.new_due_on FROM decision d WHERE d.instruction_id = i.instruction_id) l
    ) t
    WHERE t.day IS NOT NULL
$$;
COMMENT ON FUNCTION standing_days IS 'Days on which anything that instruction_facts_on tells may change, of some instructions: steps become known, a milestone becomes late, a deadline comes near or passes.';

CREATE FUNCTION standing_of(asked_ids bigint[]) RETURNS SETOF instruction_standing LANGUAGE sql STABLE AS $$
WITH told AS (
    SELECT i, f, d.day, lag(f) OVER days IS DISTINCT FROM f OR lag(f) OVER days IS NULL AS is_new
    FROM standing_days(asked_ids) d JOIN instruction i USING (instruction_id)
    CROSS JOIN LATERAL instruction_facts_on(i, d.day) f
    WINDOW days AS (PARTITION BY d.instruction_id ORDER BY d.day)
)
SELECT (t.i).instruction_id, t.day, lead(t.day, 1, 'infinity') OVER (PARTITION BY (t.i).instruction_id ORDER BY t.day),
    (t.f).state, (t.f).due_on, (t.f).extension_count, (t.f).declared_state, (t.f).declared_on, (t.f).last_report_on, (t.f).accepted_on,
    (t.f).milestone_count, (t.f).done_milestone_count, (t.f).late_milestone_count,
    EXISTS (SELECT 1 FROM completion_measure m WHERE m.instruction_id = (t.i).instruction_id),
    (t.i).number, (t.i).issued_on, (t.i).lead_body_code, (t.i).controller_user_code, (t.i).controller_body_code,
    coalesce((t.i).controller_user_code, (t.i).controller_body_code, (t.i).controller_en, 'none'), (t.i).source_code
FROM told t WHERE t.is_new
$$;
COMMENT ON FUNCTION standing_of IS 'The rows to keep of some instructions, neighbours that say the same joined.';

CREATE FUNCTION keep_standing(asked_ids bigint[]) RETURNS void LANGUAGE plpgsql SET jit = off AS $$
BEGIN
    -- two transactions that add steps to one instruction take turns, and the second then sees what the first has added
    PERFORM 1 FROM instruction i WHERE i.instruction_id = ANY (asked_ids) ORDER BY i.instruction_id FOR NO KEY UPDATE;
    DELETE FROM instruction_standing s WHERE s.instruction_id = ANY (asked_ids);
    INSERT INTO instruction_standing SELECT * FROM standing_of(asked_ids);
END $$;
COMMENT ON FUNCTION keep_standing IS 'Writes anew how some instructions stand, from their first day on.';

CREATE FUNCTION keep_standing_of_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM keep_standing(ARRAY(SELECT DISTINCT c.instruction_id FROM changed c));
    RETURN NULL;
END $$;
COMMENT ON FUNCTION keep_standing_of_changed IS 'After each statement that touches instructions or their steps, in its transaction.';
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['instruction', 'report', 'decision', 'milestone', 'completion_measure'] LOOP
        EXECUTE format('CREATE TRIGGER standing_after_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS changed
                        FOR EACH STATEMENT EXECUTE FUNCTION keep_standing_of_changed()', name);
        EXECUTE format('CREATE TRIGGER standing_after_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed
                        FOR EACH STATEMENT EXECUTE FUNCTION keep_standing_of_changed()', name);
        EXECUTE format('CREATE TRIGGER standing_after_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS changed
                        FOR EACH STATEMENT EXECUTE FUNCTION keep_standing_of_changed()', name);
    END LOOP;
END $$;

CREATE TYPE instruction_as_known AS (
    instruction_id bigint, due_on date, extension_count integer, state instruction_state, declared_state text, declared_on date,
    last_report_on date, accepted_on date, milestone_count integer, done_milestone_count integer, late_milestone_count integer,
    number text, issued_on date, lead_body_code text, controller_user_code text, controller_body_code text, controller text, source_code text
);
COMMENT ON TYPE instruction_as_known IS 'An instruction as known on a day: instruction_facts_on, and what lists filter and order by.';

CREATE FUNCTION instruction_state_on(as_of date) RETURNS SETOF instruction_as_known LANGUAGE sql STABLE AS $$
    SELECT s.instruction_id, s.due_on, s.extension_count,
        CASE WHEN s.is_measured THEN state_at_pace(s.state, (SELECT p.verdict FROM whole_pace(s.instruction_id, as_of, s.due_on) p)) ELSE s.state END,
        s.declared_state, s.declared_on, s.last_report_on, s.accepted_on, s.milestone_count, s.done_milestone_count, s.late_milestone_count,
        s.number, s.issued_on, s.lead_body_code, s.controller_user_code, s.controller_body_code, s.controller, s.source_code
    FROM instruction_standing s WHERE s.valid_from <= as_of AND s.valid_to > as_of
$$;
COMMENT ON FUNCTION instruction_state_on IS 'Every instruction known on a day that row-level security shows the asker, with its state at the pace of its measure.';
-- What the questions about instructions stand on: which ones a viewer asks for, and every dated step of each.

-- As the owner, for no index on words can be used below row-level security; what the asker may not see is left out by the same condition.
CREATE FUNCTION instructions_worded(search text) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan SET jit = off AS $$
BEGIN
    RETURN QUERY
    WITH found AS (
        SELECT i.instruction_id, i.lead_body_code, i.controller_body_code, i.controller_user_code
        FROM instruction i  -- planned for the words given: by index from three letters on
        WHERE (length(search) < 3 OR i.words LIKE '%' || regexp_replace(lower(search), '([\\%_])', '\\\1', 'g') || '%')
          AND (length(search) >= 3 OR strpos(i.words, lower(search)) > 0)
        UNION ALL
        SELECT i.instruction_id, i.lead_body_code, i.controller_body_code, i.controller_user_code
        FROM body b JOIN instruction i ON i.lead_body_code = b.body_code
        WHERE strpos(lower(concat_ws(' ', b.short_kk, b.short_ru, b.short_en, b.name_kk, b.name_ru, b.name_en)), lower(search)) > 0
    )
    SELECT f.instruction_id FROM found f
    WHERE (SELECT app_sees_all_instructions()) OR app_answers_for(f.lead_body_code, f.controller_body_code, f.controller_user_code)
        OR f.instruction_id IN (SELECT app_instructions_touched());
END $$;
COMMENT ON FUNCTION instructions_worded IS 'Instructions that the asker may see and that hold what he looks for: in number and texts, or in a name of the lead body, without regard to case.';

CREATE FUNCTION instructions_chosen(as_of date, only_lead text, only_demonstration boolean, search text)
RETURNS SETOF instruction_as_known LANGUAGE sql STABLE AS $$
    SELECT s.*
    FROM instruction_state_on(as_of) s
    WHERE (only_lead IS NULL OR s.lead_body_code = only_lead)
      AND (only_demonstration IS NULL OR s.source_code IN (SELECT o.source_code FROM source o WHERE o.is_demonstration = only_demonstration))
      AND (search IS NULL OR s.instruction_id IN (SELECT instructions_worded(search)))
$$;
COMMENT ON FUNCTION instructions_chosen IS 'State of the instructions known on a day, of those that row-level security shows the asker. A null filter filters nothing; search looks in number, text and lead body in three languages, without regard to case.';

CREATE FUNCTION post_of(asked_code text) RETURNS TABLE (author_kk text, author_ru text, author_en text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 1 AS $$
    SELECT name_kk, name_ru, name_en FROM app_user WHERE user_code = asked_code
$$;
COMMENT ON FUNCTION post_of IS 'The post of a person of app_user, for the history of what he did; no other way leads there from his code.';

CREATE FUNCTION deadline_on(asked_id bigint, first_due_on date, day date) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT coalesce((
        SELECT x.new_due_on FROM decision x WHERE x.instruction_id = asked_id AND x.kind = 'extended' AND x.decided_on <= day
        ORDER BY x.decided_on DESC, x.decision_no DESC LIMIT 1), first_due_on)
$$;
COMMENT ON FUNCTION deadline_on IS 'The deadline of an instruction as it stood at the end of a day.';

CREATE FUNCTION instruction_steps_on(as_of date) RETURNS TABLE (
    instruction_id bigint, happened_on date, place integer, step_no integer, kind text, body_code text, new_due_on date,
    text_kk text, text_ru text, text_en text, version integer, author_code text, recorded_at timestamptz, done_pct smallint, is_late boolean
) LANGUAGE sql STABLE AS $$
    SELECT i.instruction_id, i.issued_on, 1, 1, 'issued', i.lead_body_code, i.due_on, i.issuer_kk, i.issuer_ru, i.issuer_en,
        CAST(NULL AS integer), i.author_code, i.recorded_at, CAST(NULL AS smallint), false
    FROM instruction i WHERE i.known_on <= as_of
    UNION ALL
    SELECT m.instruction_id, m.done_on, 2, m.milestone_no, 'milestone_done', NULL, NULL, m.name_kk, m.name_ru, m.name_en,
        NULL, NULL, NULL, NULL, m.done_on > m.due_on
    FROM milestone m WHERE m.done_known_on <= as_of
    UNION ALL
    SELECT r.instruction_id, r.reported_on, 3, r.report_no, 'reported_' || r.declared_state, r.body_code, NULL, r.text_kk, r.text_ru, r.text_en,
        r.version, r.author_code, r.recorded_at, r.done_pct, coalesce(r.reported_on > deadline_on(i.instruction_id, i.due_on, r.reported_on), false)
    FROM report r JOIN instruction i USING (instruction_id) WHERE r.reported_on <= as_of
    UNION ALL
    SELECT d.instruction_id, d.decided_on, 4, d.decision_no, d.kind, NULL, d.new_due_on, d.reason_kk, d.reason_ru, d.reason_en,
        d.version, d.author_code, d.recorded_at, NULL, false
    FROM decision d WHERE d.decided_on <= as_of
$$;
COMMENT ON FUNCTION instruction_steps_on IS 'Every step known on a day: issued, milestone_done, reported_in_work, reported_done, accepted, returned, extended. Steps of one day go by version, which counts reports and decisions, and where a delivery gives none by place and step_no. is_late: after the deadline as it then stood.';
-- What people do with instructions: issue, report, decide. Each act is checked, written and entered in the trail in one place;
-- nobody but a delivery writes the tables themselves. Refusals carry a name that the screen puts into words.

CREATE FUNCTION app_may_issue() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(app_role() IN ('pm_office', 'controller'), false) OR (app_user_code() IS NULL AND app_sees_all_instructions())
$$;
COMMENT ON FUNCTION app_may_issue IS 'The asker enters instructions: the Prime Minister''s Office, a controller, or a command that brings a protocol.';

CREATE FUNCTION app_reports() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(app_role() IN ('pm_office', 'minister', 'akimat', 'labour_inspector', 'safety_inspector'), false)
$$;
COMMENT ON FUNCTION app_reports IS 'The role of the asker reports on instructions; those who control do not.';

CREATE FUNCTION app_may_report_on(asked_id bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT app_reports()
       AND (EXISTS (SELECT 1 FROM instruction i WHERE i.instruction_id = asked_id AND i.lead_body_code = app_body())
            OR EXISTS (SELECT 1 FROM instruction_body b WHERE b.instruction_id = asked_id AND b.body_code = app_body()))
$$;
COMMENT ON FUNCTION app_may_report_on IS 'The asker answers for a body that leads the instruction or takes part in it.';

CREATE FUNCTION app_decides(lead text, controlling_person text, controlling_body text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce((app_role() = 'controller' OR (app_role() IN ('pm_office', 'minister', 'akimat') AND lead <> app_body()))
                    AND CASE WHEN controlling_person IS NOT NULL THEN controlling_person = app_user_code()
                             WHEN controlling_body IS NOT NULL THEN controlling_body = app_body()
                             ELSE app_role() = 'pm_office' END, false)
$$;
COMMENT ON FUNCTION app_decides IS 'The asker is the controller named, or answers for the body that controls; where none is named the Prime Minister''s Office controls. No body decides on what it leads.';

CREATE FUNCTION app_may_decide_on(asked_id bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM instruction i
        WHERE i.instruction_id = asked_id AND app_decides(i.lead_body_code, i.controller_user_code, i.controller_body_code))
$$;
COMMENT ON FUNCTION app_may_decide_on IS 'The asker may decide on an instruction: app_decides, of one by its number.';

CREATE FUNCTION instruction_version(asked_id bigint) RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT CAST((SELECT count(*) FROM report r WHERE r.instruction_id = asked_id)
              + (SELECT count(*) FROM decision d WHERE d.instruction_id = asked_id) AS integer)
$$;
COMMENT ON FUNCTION instruction_version IS 'How many steps followed the issue. Who writes gives the number he saw, so that of two at once only one is right.';

CREATE FUNCTION refuse_unless(is_met boolean, refusal text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF is_met IS NOT TRUE THEN
        PERFORM refuse_act(refusal);
    END IF;
END $$;
COMMENT ON FUNCTION refuse_unless IS 'Ends the transaction with a refusal under a name, unless what must hold is met.';

CREATE FUNCTION allow_only(is_met boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF is_met IS NOT TRUE THEN
        RAISE EXCEPTION 'The asker may not do this.' USING ERRCODE = 'insufficient_privilege';
    END IF;
END $$;

CREATE FUNCTION record_instruction_act(kind text, asked_id bigint, what jsonb) RETURNS void LANGUAGE sql AS $$
    INSERT INTO audit_event (user_code, role, action, object, after)
    VALUES (coalesce(app_user_code(), 'delivery'), coalesce(app_role(), 'delivery'), kind || '_instruction',
            (SELECT number FROM instruction WHERE instruction_id = asked_id), what);
    SELECT move_data_version();
$$;
COMMENT ON FUNCTION record_instruction_act IS 'Every act stands in the audit trail, and every cache looks again.';

-- One writer at a time for an instruction; the second then finds a newer version.
CREATE FUNCTION step_after(asked_id bigint, seen_version integer, day date, words text, fewest integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_unless(day = today_in_kazakhstan(), 'not_today');
    PERFORM 1 FROM instruction i WHERE i.instruction_id = asked_id AND i.known_on <= day FOR UPDATE;
    PERFORM refuse_unless(FOUND, 'no_such_instruction');
    PERFORM refuse_unless((SELECT accepted_on IS NULL FROM instruction_state_on(day) s WHERE s.instruction_id = asked_id), 'already_accepted');
    PERFORM refuse_unless(seen_version = instruction_version(asked_id), 'changed_meanwhile');
    PERFORM refuse_unless(length(btrim(words)) BETWEEN fewest AND 5000, 'text_is_given');
    RETURN seen_version + 1;
END $$;
COMMENT ON FUNCTION step_after IS 'The version that the next step makes, once it may be made: not after acceptance, not on another day, not beside what the writer saw, not without words.';

CREATE FUNCTION report_on_instruction(day date, asked_id bigint, seen_version integer, asked_state text, words text, pct integer,
                                      facility_ids bigint[], files jsonb, milestone_nos integer[])
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    made report;
    reached integer;
BEGIN
    PERFORM allow_only(app_may_report_on(asked_id));
    made.version := step_after(asked_id, seen_version, day, words, 10);
    PERFORM refuse_unless(asked_state IN ('in_work', 'done'), 'no_such_state');
    PERFORM refuse_unless(coalesce(pct, 0) BETWEEN 0 AND 100 AND NOT (asked_state = 'done' AND coalesce(pct, 100) < 100), 'percent_fits_state');
    INSERT INTO report (instruction_id, report_no, body_code, reported_on, declared_state, text_kk, text_ru, text_en, done_pct, version, author_code)
    SELECT asked_id, coalesce(max(r.report_no), 0) + 1, app_body(), day, asked_state, btrim(words), btrim(words), btrim(words), pct,
        made.version, app_user_code()
    FROM report r WHERE r.instruction_id = asked_id
    RETURNING * INTO made;
    INSERT INTO report_facility (instruction_id, report_no, facility_id, region_code)
    SELECT asked_id, made.report_no, f.facility_id, f.region_code FROM facility f
    WHERE f.facility_id = ANY (facility_ids) AND (app_is_nationwide() OR f.region_code = app_region());
    PERFORM refuse_unless((SELECT count(*) FROM report_facility f WHERE (f.instruction_id, f.report_no) = (asked_id, made.report_no))
                          = cardinality(facility_ids), 'no_such_facility');
    INSERT INTO evidence (instruction_id, report_no, evidence_no, file_name, media_type, byte_count, sha256)
    SELECT asked_id, made.report_no, f.place, f.file ->> 'file_name', f.file ->> 'media_type', CAST(f.file ->> 'byte_count' AS bigint), f.file ->> 'sha256'
    FROM jsonb_array_elements(files) WITH ORDINALITY AS f (file, place);
    UPDATE milestone m SET done_on = day, done_known_on = day
    WHERE m.instruction_id = asked_id AND m.milestone_no = ANY (milestone_nos) AND m.done_on IS NULL;
    GET DIAGNOSTICS reached = ROW_COUNT;
    PERFORM refuse_unless(reached = cardinality(milestone_nos), 'no_such_milestone');
    PERFORM record_instruction_act('report_on', asked_id, to_jsonb(made) || jsonb_build_object(
        'files', files, 'facilities', facility_ids, 'milestones', milestone_nos));
    RETURN made.version;
END $$;
COMMENT ON FUNCTION report_on_instruction IS 'Writes a report of the asker''s body with its proof, today; returns the version made. files: objects of file_name, media_type, byte_count, sha256; milestone_nos: those reached today.';

CREATE FUNCTION decide_on_instruction(day date, asked_id bigint, seen_version integer, asked_kind text, words text, asked_due_on date)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    made decision;
    standing record;
BEGIN
    PERFORM allow_only(app_may_decide_on(asked_id));
    made.version := step_after(asked_id, seen_version, day, words, CASE asked_kind WHEN 'accepted' THEN 0 ELSE 10 END);
    SELECT * INTO standing FROM instruction_state_on(day) s WHERE s.instruction_id = asked_id;
    PERFORM refuse_unless(asked_kind = 'extended' OR standing.state = 'reported', 'nothing_to_decide_on');
    PERFORM refuse_unless(asked_kind <> 'extended' OR asked_due_on > day, 'deadline_is_past');
    PERFORM refuse_unless(asked_kind <> 'extended' OR asked_due_on > coalesce(standing.due_on, day), 'deadline_is_not_later');
    INSERT INTO decision (instruction_id, decision_no, kind, decided_on, new_due_on, reason_kk, reason_ru, reason_en, version, author_code)
    SELECT asked_id, coalesce(max(d.decision_no), 0) + 1, asked_kind, day, CASE asked_kind WHEN 'extended' THEN asked_due_on END,
        btrim(words), btrim(words), btrim(words), made.version, app_user_code()
    FROM decision d WHERE d.instruction_id = asked_id
    RETURNING * INTO made;
    PERFORM record_instruction_act('decide_on', asked_id, to_jsonb(made));
    RETURN made.version;
END $$;
COMMENT ON FUNCTION decide_on_instruction IS 'Writes a decision of the controller, today: accepted, returned or extended; returns the version made. Accepted and returned answer a report that declares the instruction done.';
-- Entering an instruction: one function for the form and for the table of a protocol, so that both meet the same checks.

CREATE FUNCTION said_in(said jsonb, language text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(nullif(btrim(said ->> language), ''), nullif(btrim(said ->> 'kk'), ''), nullif(btrim(said ->> 'ru'), ''), nullif(btrim(said ->> 'en'), ''))
$$;
COMMENT ON FUNCTION said_in IS 'A text in a language; where it was not given in that one, in the first it was given in: Kazakh, Russian, English.';

CREATE FUNCTION instruction_batch(asked jsonb) RETURNS batch LANGUAGE plpgsql AS $$
DECLARE
    is_invented boolean := coalesce((SELECT u.is_demonstration FROM app_user u WHERE u.user_code = app_user_code()), false);
    made batch;
BEGIN
    INSERT INTO batch (source_code, file_name, file_sha256, read_count, loaded_count, author)
    VALUES (CASE WHEN is_invented THEN 'demo' ELSE 'register' END, 'instruction', encode(sha256(convert_to(CAST(asked AS text), 'UTF8')), 'hex'),
            1, 1, coalesce(app_user_code(), 'delivery'))
    RETURNING * INTO made;
    RETURN made;
END $$;
COMMENT ON FUNCTION instruction_batch IS 'The delivery of an instruction entered by hand; what demonstration people enter is demonstration.';

CREATE FUNCTION check_instruction(day date, asked jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_unless(asked ->> 'number' IS NOT NULL AND length(btrim(asked ->> 'number')) BETWEEN 1 AND 60, 'number_is_given');
    PERFORM refuse_unless(length(said_in(asked -> 'text', 'kk')) BETWEEN 10 AND 5000, 'text_is_given');
    PERFORM refuse_unless(length(said_in(asked -> 'final_result', 'kk')) BETWEEN 10 AND 2000, 'result_is_given');
    PERFORM refuse_unless(said_in(asked -> 'issuer', 'kk') IS NOT NULL AND said_in(asked -> 'source_document', 'kk') IS NOT NULL, 'document_is_given');
    PERFORM refuse_unless(coalesce(asked ->> 'source_url', 'https://') ~ '^https?://', 'address_opens');
    PERFORM refuse_unless(asked ->> 'lead_body_code' IS NOT NULL, 'lead_is_given');
    PERFORM refuse_unless(EXISTS (SELECT 1 FROM body b WHERE b.body_code = asked ->> 'lead_body_code' AND coalesce(b.abolished_on > day, true)),
                          'lead_is_abolished');
    PERFORM refuse_unless(NOT asked -> 'co_body_codes' ? (asked ->> 'lead_body_code'), 'one_lead');
    PERFORM refuse_unless(NOT EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(asked -> 'co_body_codes') c
        WHERE NOT EXISTS (SELECT 1 FROM body b WHERE b.body_code = c AND coalesce(b.abolished_on > day, true))), 'co_is_abolished');
    PERFORM refuse_unless(asked ->> 'controller_user_code' IS NULL OR EXISTS (
        SELECT 1 FROM app_user u WHERE u.user_code = asked ->> 'controller_user_code'), 'no_such_controller');
    PERFORM refuse_unless(asked ->> 'controller_body_code' IS NULL OR EXISTS (
        SELECT 1 FROM body b WHERE b.body_code = asked ->> 'controller_body_code'), 'no_such_controller');
    PERFORM refuse_unless(NOT EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(asked -> 'indicator_codes') c
        WHERE NOT EXISTS (SELECT 1 FROM indicator n WHERE n.indicator_code = c)), 'no_such_indicator');
    PERFORM refuse_unless(CAST(asked ->> 'issued_on' AS date) <= day, 'issued_in_future');
    PERFORM refuse_unless(coalesce(CAST(asked ->> 'due_on' AS date) > day, true), 'deadline_is_past');
END $$;
COMMENT ON FUNCTION check_instruction IS 'What an instruction must meet on the day it is entered, beside what its table asks. Working days are counted where the calendar is: queries/instructions/deadlines.py.';

CREATE FUNCTION issue_instruction(day date, asked jsonb) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    parent bigint;
    came_with batch;
    made bigint;
BEGIN
    PERFORM allow_only(app_may_issue());
    PERFORM refuse_unless(day = today_in_kazakhstan() OR (app_user_code() IS NULL AND day < today_in_kazakhstan()), 'not_today');
    PERFORM check_instruction(day, asked);
    SELECT i.instruction_id INTO parent FROM instruction i WHERE i.number = asked ->> 'parent_number' AND i.known_on <= day;
    PERFORM refuse_unless(parent IS NOT NULL OR asked ->> 'parent_number' IS NULL, 'no_such_parent');
    came_with := instruction_batch(asked);
    INSERT INTO instruction (
        number, parent_id, issued_on, known_on, due_on, lead_body_code, controller_user_code, controller_body_code, source_url,
        issuer_kk, issuer_ru, issuer_en, source_document_kk, source_document_ru, source_document_en, text_kk, text_ru, text_en,
        final_result_kk, final_result_ru, final_result_en, controller_kk, controller_ru, controller_en, source_code, batch_id, author_code)
    SELECT btrim(asked ->> 'number'), parent, CAST(asked ->> 'issued_on' AS date), day, CAST(asked ->> 'due_on' AS date), asked ->> 'lead_body_code',
        u.user_code, coalesce(u.body_code, b.body_code), asked ->> 'source_url',
        said_in(asked -> 'issuer', 'kk'), said_in(asked -> 'issuer', 'ru'), said_in(asked -> 'issuer', 'en'),
        said_in(asked -> 'source_document', 'kk'), said_in(asked -> 'source_document', 'ru'), said_in(asked -> 'source_document', 'en'),
        said_in(asked -> 'text', 'kk'), said_in(asked -> 'text', 'ru'), said_in(asked -> 'text', 'en'),
        said_in(asked -> 'final_result', 'kk'), said_in(asked -> 'final_result', 'ru'), said_in(asked -> 'final_result', 'en'),
        coalesce(u.name_kk, b.name_kk), coalesce(u.name_ru, b.name_ru), coalesce(u.name_en, b.name_en),
        came_with.source_code, came_with.batch_id, app_user_code()
    FROM (SELECT 1) AS one_row
    LEFT JOIN app_user u ON u.user_code = asked ->> 'controller_user_code'
    LEFT JOIN body b ON b.body_code = asked ->> 'controller_body_code'
    RETURNING instruction_id INTO made;
    PERFORM relate_instruction(made, asked);
    PERFORM record_instruction_act('issue', made, asked);
    RETURN made;
END $$;
COMMENT ON FUNCTION issue_instruction IS 'Enters an instruction on a day, today unless a delivery brings an older protocol; returns instruction_id. asked: number, issued_on, due_on, lead_body_code, co_body_codes, controller_user_code or controller_body_code, parent_number, indicator_codes, facility_ids, source_url, and issuer, source_document, text, final_result as objects of kk, ru, en.';

CREATE FUNCTION relate_instruction(made bigint, asked jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO instruction_body SELECT DISTINCT made, c FROM jsonb_array_elements_text(asked -> 'co_body_codes') c;
    INSERT INTO instruction_indicator SELECT DISTINCT made, c FROM jsonb_array_elements_text(asked -> 'indicator_codes') c;
    INSERT INTO instruction_facility
    SELECT made, f.facility_id, f.region_code FROM facility f
    WHERE f.facility_id IN (SELECT CAST(c AS bigint) FROM jsonb_array_elements_text(asked -> 'facility_ids') c);
    PERFORM refuse_unless((SELECT count(*) FROM instruction_facility f WHERE f.instruction_id = made) = jsonb_array_length(asked -> 'facility_ids'),
                          'no_such_facility');
END $$;
COMMENT ON FUNCTION relate_instruction IS 'Co-executors, indicators and facilities of an instruction just entered.';

CREATE FUNCTION refuse_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refuse_unless(NOT EXISTS (
        WITH RECURSIVE above AS (
            SELECT NEW.parent_id AS instruction_id
            UNION
            SELECT i.parent_id FROM instruction i JOIN above USING (instruction_id)
        )
        SELECT 1 FROM above WHERE instruction_id = NEW.instruction_id), 'parents_in_a_circle');
    RETURN NEW;
END $$;
COMMENT ON FUNCTION refuse_circle IS 'No instruction is part of itself, over however many others.';
CREATE TRIGGER no_circle BEFORE INSERT OR UPDATE OF parent_id ON instruction FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION refuse_circle();

CREATE FUNCTION refuse_change_of_steps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Reports, decisions and their proof are append only.';
END $$;
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['report', 'decision', 'evidence'] LOOP
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %I
                        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_steps()', name);
    END LOOP;
END $$;

CREATE FUNCTION instructions_like(said text, lead text, day date) RETURNS TABLE (
    instruction_id bigint, number text, likeness real
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM allow_only(app_may_issue());
    RETURN QUERY
    WITH nearest AS (
        (SELECT i.instruction_id, similarity(i.text_kk, said) AS nearness FROM instruction i ORDER BY i.text_kk <-> said LIMIT 20)
        UNION ALL (SELECT i.instruction_id, similarity(i.text_ru, said) FROM instruction i ORDER BY i.text_ru <-> said LIMIT 20)
        UNION ALL (SELECT i.instruction_id, similarity(i.text_en, said) FROM instruction i ORDER BY i.text_en <-> said LIMIT 20)
    ),
    near_enough AS (
        SELECT n.instruction_id, max(n.nearness) AS nearness FROM nearest n WHERE n.nearness >= 0.45 GROUP BY n.instruction_id
    )
    SELECT i.instruction_id, i.number, n.nearness
    FROM near_enough n JOIN instruction i USING (instruction_id)
    WHERE i.known_on <= day AND app_may_see_instruction(i.instruction_id)
    ORDER BY i.lead_body_code = lead DESC, n.nearness DESC, i.instruction_id
    LIMIT 5;
END $$;
COMMENT ON FUNCTION instructions_like IS 'Up to five instructions whose text in any language is near to what is being entered, those of the same lead body first. As the owner, for the index on words cannot be used below row-level security; what the asker may not see is left out.';
CREATE INDEX instruction_by_text_kk ON instruction USING gist (text_kk gist_trgm_ops (siglen = 64));
CREATE INDEX instruction_by_text_ru ON instruction USING gist (text_ru gist_trgm_ops (siglen = 64));
CREATE INDEX instruction_by_text_en ON instruction USING gist (text_en gist_trgm_ops (siglen = 64));

CREATE FUNCTION controlling_people() RETURNS TABLE (user_code text, name_kk text, name_ru text, name_en text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT u.user_code, u.name_kk, u.name_ru, u.name_en FROM app_user u WHERE u.role = 'controller' AND app_may_issue() ORDER BY u.place, u.user_code
$$;
COMMENT ON FUNCTION controlling_people IS 'Posts of those who can be named as controllers, for who enters instructions; nobody else reads them.';
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
-- The rules of the statutory degree by law and version: what is written once stays, a change is a new version valid from a day.

CREATE FUNCTION constants_are_sound(regime text, c jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(CASE regime
        WHEN 'points' THEN
            CAST(c ->> 'gross_points' AS numeric) BETWEEN 0 AND 100
            AND CAST(c ->> 'significant_weight' AS numeric) >= 0 AND CAST(c ->> 'minor_weight' AS numeric) >= 0
            AND CAST(c ->> 'significant_weight' AS numeric) + CAST(c ->> 'minor_weight' AS numeric) = 1
            AND 0 < CAST(c ->> 'medium_from' AS integer) AND CAST(c ->> 'medium_from' AS integer) < CAST(c ->> 'high_from' AS integer)
            AND CAST(c ->> 'high_from' AS integer) <= 100
            AND CAST(c ->> 'insurance_lowers_by_degrees' AS integer) = 1
            AND 1 <= CAST(c -> 'years_between_visits' ->> 'high' AS integer)
            AND CAST(c -> 'years_between_visits' ->> 'high' AS integer) <= CAST(c -> 'years_between_visits' ->> 'medium' AS integer)
            AND CAST(c -> 'years_between_visits' ->> 'medium' AS integer) <= CAST(c -> 'years_between_visits' ->> 'low' AS integer)
            AND CAST(c -> 'years_between_visits' ->> 'low' AS integer) <= 10
        WHEN 'rule' THEN
            CAST(c ->> 'high_if_declaration_required' AS boolean) AND CAST(c ->> 'high_if_device_beyond_service_life' AS boolean)
            AND 1 <= CAST(c -> 'years_between_visits' ->> 'high' AS integer)
            AND CAST(c -> 'years_between_visits' ->> 'high' AS integer) <= CAST(c -> 'years_between_visits' ->> 'not_high' AS integer)
            AND CAST(c -> 'years_between_visits' ->> 'not_high' AS integer) <= 10
    END, false)
$$;
COMMENT ON FUNCTION constants_are_sound IS 'The constants of a regime are all there and make sense: weights add up to 1, bounds rise, a higher degree never waits longer for a visit.';

CREATE TABLE risk_rule (
    law text NOT NULL CHECK (law IN ('labour', 'industrial_safety')),
    version integer NOT NULL CHECK (version > 0),
    regime text NOT NULL CHECK (regime IN ('points', 'rule')),
    valid_from date NOT NULL,
    constants jsonb NOT NULL CONSTRAINT constants_make_sense CHECK (constants_are_sound(regime, constants)),
    status text NOT NULL CHECK (status IN ('checked', 'unchecked')),
    source_url text NOT NULL,
    note_kk text NOT NULL,
    note_ru text NOT NULL,
    note_en text NOT NULL,
    changed_by text CHECK (changed_by <> ''),
    changed_by_kk text,
    changed_by_ru text,
    changed_by_en text,
    changed_at timestamptz,
    reason text CHECK (btrim(reason) <> ''),
    PRIMARY KEY (law, version),
    CONSTRAINT changed_by_somebody_for_a_reason CHECK (num_nulls(changed_by, changed_at, reason) IN (0, 3))
);
COMMENT ON TABLE risk_rule IS 'What sets the statutory degree under a law, version by version: of those valid from a day or earlier, the highest version counts (rule_on). Never updated, never deleted.';
COMMENT ON COLUMN risk_rule.status IS 'unchecked where a constant has not been compared with the text of the act; the screen says so.';
COMMENT ON COLUMN risk_rule.changed_by IS 'Code of the person who made this version; null for versions that came with the reference facts.';
COMMENT ON COLUMN risk_rule.changed_by_kk IS 'The post of that person as it was called then.';

CREATE TABLE risk_rule_indicator (
    law text NOT NULL,
    version integer NOT NULL,
    reason_code text NOT NULL CHECK (reason_code IN ('overdue_prescriptions', 'fatal_accidents')),
    points_each numeric NOT NULL CHECK (points_each BETWEEN 0 AND 100),
    most_counted integer NOT NULL CHECK (most_counted BETWEEN 0 AND 100),
    is_assumption boolean NOT NULL,
    PRIMARY KEY (law, version, reason_code),
    FOREIGN KEY (law, version) REFERENCES risk_rule
);
COMMENT ON TABLE risk_rule_indicator IS 'Subjective indicators of the points regime beside violations: points for each, up to the most counted. An indicator without a row adds nothing.';
COMMENT ON COLUMN risk_rule_indicator.reason_code IS 'What is counted, by the code it has among the reasons of a score.';
COMMENT ON COLUMN risk_rule_indicator.is_assumption IS 'True where indicator and points are an assumption of this product, not taken from the act; the screen says so.';

CREATE FUNCTION refuse_change_of_rule() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'A version of a rule stays as it is: make a new one.';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON risk_rule FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_rule();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON risk_rule_indicator
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_rule();

CREATE FUNCTION rule_on(asked_law text, day date) RETURNS risk_rule LANGUAGE sql STABLE AS $$
    SELECT * FROM risk_rule WHERE law = asked_law AND valid_from <= day ORDER BY version DESC LIMIT 1
$$;
COMMENT ON FUNCTION rule_on IS 'The rule of a law in force on a day: the highest version valid from that day or earlier; null before the first one.';

CREATE FUNCTION last_day_of_rule(asked_law text, asked_version integer) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT min(valid_from) - 1 FROM risk_rule WHERE law = asked_law AND version > asked_version
$$;
COMMENT ON FUNCTION last_day_of_rule IS 'Last day a version may be in force, null while no later one follows; before its first day where a later version replaced it unused.';

CREATE FUNCTION indicators_of(asked_law text, asked_version integer) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_object_agg(reason_code, jsonb_build_object(
        'points_each', points_each, 'most_counted', most_counted, 'is_assumption', is_assumption)), '{}')
    FROM risk_rule_indicator WHERE law = asked_law AND version = asked_version
$$;
COMMENT ON FUNCTION indicators_of IS 'Indicators of a version as {code: {points_each, most_counted, is_assumption}}.';

CREATE FUNCTION rule_in_full(asked_law text, asked_version integer) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('valid_from', valid_from, 'regime', regime, 'constants', constants, 'indicators', indicators_of(law, version),
                              'source_url', source_url, 'reason', reason)
    FROM risk_rule WHERE law = asked_law AND version = asked_version
$$;
COMMENT ON FUNCTION rule_in_full IS 'Everything that a version says, as the audit trail keeps it.';

CREATE FUNCTION rule_versions_on(as_of date) RETURNS TABLE (rule risk_rule, valid_to date, is_in_force boolean, indicators jsonb)
LANGUAGE sql STABLE AS $$
    WITH known AS (  -- a version made on a day counts as known from that day of Kazakhstan
        SELECT r, min(r.valid_from) OVER (PARTITION BY r.law ORDER BY r.version ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) - 1 AS valid_to
        FROM risk_rule r
        WHERE r.changed_at IS NULL OR CAST(r.changed_at AT TIME ZONE 'Asia/Almaty' AS date) <= as_of
    )
    SELECT r, valid_to, as_of >= (r).valid_from AND (valid_to IS NULL OR as_of <= valid_to), indicators_of((r).law, (r).version)
    FROM known
$$;
COMMENT ON FUNCTION rule_versions_on IS 'Every version of every rule made by a day, with its last day (null while open), whether it is in force on the day, and its indicators.';
-- What a rule weighs by, read once and with types, so that scoring a facility touches no document.

CREATE TYPE risk_terms AS (
    version integer,
    regime text,
    gross_points numeric,
    significant_weight numeric,
    minor_weight numeric,
    medium_from integer,
    high_from integer,
    overdue_points numeric,
    overdue_most integer,
    fatal_points numeric,
    fatal_most integer
);
COMMENT ON TYPE risk_terms IS 'Numbers of one version of a rule that a degree is worked out by; those of points are null in the regime without points.';

CREATE FUNCTION terms_from(version integer, regime text, c jsonb, indicators jsonb) RETURNS risk_terms LANGUAGE sql IMMUTABLE AS $$
    SELECT CAST(ROW(version, regime,
        CAST(c ->> 'gross_points' AS numeric), CAST(c ->> 'significant_weight' AS numeric), CAST(c ->> 'minor_weight' AS numeric),
        CAST(c ->> 'medium_from' AS integer), CAST(c ->> 'high_from' AS integer),
        coalesce(CAST(indicators -> 'overdue_prescriptions' ->> 'points_each' AS numeric), 0),
        coalesce(CAST(indicators -> 'overdue_prescriptions' ->> 'most_counted' AS integer), 0),
        coalesce(CAST(indicators -> 'fatal_accidents' ->> 'points_each' AS numeric), 0),
        coalesce(CAST(indicators -> 'fatal_accidents' ->> 'most_counted' AS integer), 0)) AS risk_terms)
$$;
COMMENT ON FUNCTION terms_from IS 'Terms of a rule written or only proposed; an indicator that is not named adds no points.';

CREATE FUNCTION terms_on(asked_law text, day date) RETURNS risk_terms LANGUAGE sql STABLE AS $$
    SELECT terms_from(r.version, r.regime, r.constants, indicators_of(r.law, r.version))
    FROM rule_on(asked_law, day) AS r WHERE r.version IS NOT NULL
$$;
COMMENT ON FUNCTION terms_on IS 'Terms of the rule in force on a day; null where there is none.';
-- Colourings of the map: the class of a facility in each of them, defined once.

CREATE FUNCTION degree_mark(of_degree degree) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE of_degree WHEN 'unknown' THEN 0 WHEN 'not_high' THEN 1 WHEN 'low' THEN 2 WHEN 'medium' THEN 3 WHEN 'high' THEN 4 END
$$;
COMMENT ON FUNCTION degree_mark IS 'Number of a degree as marks on the map carry it; grows with the risk.';

CREATE FUNCTION violation_mark(of_class violation_class) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE of_class WHEN 'no_data' THEN 0 WHEN 'not_inspected' THEN 1 WHEN 'clean' THEN 2
                         WHEN 'minor' THEN 3 WHEN 'significant' THEN 4 WHEN 'gross' THEN 5 END
$$;
COMMENT ON FUNCTION violation_mark IS 'Number of a violation class as marks on the map carry it; grows with the severity.';

CREATE FUNCTION overdue_mark(overdue_count integer, age inspection_age) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN overdue_count >= 3 THEN 3 WHEN overdue_count > 0 THEN 2 WHEN age = 'never' THEN 0 ELSE 1 END
$$;
COMMENT ON FUNCTION overdue_mark IS 'Overdue prescriptions: 1 none, 2 one or two, 3 three and more; 0 where nobody has inspected, so that none could be issued.';

CREATE FUNCTION inspection_mark(age inspection_age) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE age WHEN 'never' THEN 0 WHEN 'within_1_year' THEN 1 WHEN 'within_3_years' THEN 2 ELSE 3 END
$$;
COMMENT ON FUNCTION inspection_mark IS 'Last inspection: 1 within a year, 2 within three, 3 longer ago; 0 none known.';

CREATE FUNCTION accident_mark(accident_count integer, fatal_accident_count integer) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN fatal_accident_count > 0 THEN 3 WHEN accident_count > 0 THEN 2 ELSE 1 END
$$;
COMMENT ON FUNCTION accident_mark IS 'Accidents of three years: 1 none registered, 2 some, 3 with deaths.';

CREATE FUNCTION insurance_mark(state insurance_state) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE state WHEN 'unknown' THEN 0 WHEN 'insured' THEN 1 ELSE 2 END
$$;
COMMENT ON FUNCTION insurance_mark IS 'Insurance: 1 both policies valid, 2 a gap, 0 no policy known.';

CREATE FUNCTION harm_potential_of(danger_radius_m integer, worker_count integer) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN danger_radius_m >= 1000 OR worker_count > 250 THEN 3 WHEN danger_radius_m >= 300 OR worker_count > 50 THEN 2 ELSE 1 END
$$;
COMMENT ON FUNCTION harm_potential_of IS 'How far the worst accident reaches, our own scale, not the law''s: 3 from a danger radius of 1,000 m or more than 250 workers, 2 from 300 m or more than 50, else 1.';

CREATE FUNCTION probability_mark(probability double precision) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN probability IS NULL THEN 0 WHEN probability < 0.005 THEN 1 WHEN probability < 0.01 THEN 2 WHEN probability < 0.03 THEN 3 ELSE 4 END
$$;
COMMENT ON FUNCTION probability_mark IS 'Predicted probability: 1 under 0.5 per cent, 2 under 1, 3 under 3, 4 from 3; 0 where no model was fitted. Bounds are ours.';

CREATE FUNCTION size_class_of(employee_count integer) RETURNS size_class LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN employee_count IS NULL THEN CAST('unknown' AS size_class) WHEN employee_count <= 15 THEN 'micro'
                WHEN employee_count <= 100 THEN 'small' WHEN employee_count <= 250 THEN 'medium' ELSE 'large' END
$$;
COMMENT ON FUNCTION size_class_of IS 'Size by hired employees alone, up to 15, 100 and 250 people; income, which the law looks at too, is not known here.';

CREATE FUNCTION map_colours() RETURNS TABLE (colour text, place integer, known_from integer, bad_from integer, share_bounds integer[])
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 8 AS $$
    VALUES ('labour_degree', 1, 1, 4, ARRAY[2, 4, 8]),
           ('safety_degree', 10, 1, 4, ARRAY[10, 20, 30]),
           ('violations', 100, 2, 5, ARRAY[5, 10, 20]),
           ('overdue', 1000, 1, 2, ARRAY[5, 10, 20]),
           ('inspected', 10000, 1, 3, ARRAY[20, 40, 60]),
           ('accidents', 100000, 1, 2, ARRAY[1, 2, 4]),
           ('insurance', 1000000, 1, 2, ARRAY[25, 50, 75]),
           ('probability', 100000000, 1, 4, ARRAY[1, 2, 4])
$$;
COMMENT ON FUNCTION map_colours IS 'Colourings: place of the class among the digits of marks; class from which something is known, and from which it is bad; per cent of bad ones among the known from which the colour of a cluster rises.';

CREATE FUNCTION mark_of(marks integer, colour text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT marks / CASE colour WHEN 'labour_degree' THEN 1 WHEN 'safety_degree' THEN 10 WHEN 'violations' THEN 100 WHEN 'overdue' THEN 1000
                               WHEN 'inspected' THEN 10000 WHEN 'accidents' THEN 100000 WHEN 'insurance' THEN 1000000
                               WHEN 'harm_potential' THEN 10000000 WHEN 'probability' THEN 100000000 END % 10
$$;
COMMENT ON FUNCTION mark_of IS 'Class of a facility in a colouring, out of its marks; places as in map_colours, and the harm potential among them.';
-- How a facility is scored: every definition of the statutory degree, once. Used by score_on(day).

-- The planner puts a function in line where nothing in its body is less constant than the function says: so each CASE below begins with
-- a literal of its type, instead of casting the whole.

CREATE FUNCTION violation_points(gross integer, significant integer, minor integer, significant_required integer, minor_required integer,
                                 gross_points numeric, significant_weight numeric, minor_weight numeric)
RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN gross > 0 THEN gross_points
        WHEN significant = 0 AND minor = 0 THEN 0
        ELSE coalesce(100.0 * significant / nullif(significant_required, 0), 0) * significant_weight
           + coalesce(100.0 * minor / nullif(minor_required, 0), 0) * minor_weight
    END
$$;
COMMENT ON FUNCTION violation_points IS 'Points from violations, 0 to 100: any gross one gives gross_points; else shares of the checklist broken, weighted. An empty checklist gives 0.';

CREATE FUNCTION homogeneous_group(hazard_type_code text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT hazard_type_code
$$;
COMMENT ON FUNCTION homogeneous_group IS 'Facilities whose points are compared with each other: those of one hazard type in the whole country, since they share a checklist.';

CREATE FUNCTION normalised(points numeric, lowest numeric, highest numeric) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN highest > lowest THEN 100 * (points - lowest) / (highest - lowest) ELSE points END
$$;
COMMENT ON FUNCTION normalised IS 'Points stretched to 0..100 within the homogeneous group; a group of one, or of equals, keeps its points.';

CREATE FUNCTION degree_by_points(points numeric, medium_from integer, high_from integer) RETURNS degree LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN points IS NULL OR medium_from IS NULL OR high_from IS NULL THEN CAST('unknown' AS degree)
        WHEN round(points) >= high_from THEN 'high'
        WHEN round(points) >= medium_from THEN 'medium'
        ELSE 'low'
    END
$$;
COMMENT ON FUNCTION degree_by_points IS 'high, medium or low; fractions are rounded half up first, since the law names whole points only (0-30, 31-70, 71-100). unknown without points or without a rule.';

CREATE FUNCTION one_degree_down(from_degree degree) RETURNS degree LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE from_degree WHEN 'high' THEN CAST('medium' AS degree) WHEN 'medium' THEN 'low' ELSE from_degree END
$$;
COMMENT ON FUNCTION one_degree_down IS 'Entrepreneurial Code article 141 paragraph 9: high becomes medium, medium becomes low.';

CREATE FUNCTION degree_by_rule(is_declaration_required boolean, expired_device_count integer, device_count integer)
RETURNS degree LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN is_declaration_required OR expired_device_count > 0 THEN CAST('high' AS degree)
        WHEN is_declaration_required IS NULL AND device_count = 0 THEN 'unknown'
        ELSE 'not_high'
    END
$$;
COMMENT ON FUNCTION degree_by_rule IS 'Industrial safety from 2026: high where a declaration is mandatory or a device runs beyond its service life.';

CREATE FUNCTION first_day_of_12_quarters(day date) RETURNS date LANGUAGE sql IMMUTABLE AS $$
    SELECT CAST(date_trunc('quarter', CAST(day AS timestamp)) - interval '33 months' AS date)
$$;
COMMENT ON FUNCTION first_day_of_12_quarters IS 'First day of the twelve calendar quarters of which the day''s own quarter is the last.';

CREATE FUNCTION inspection_age_on(last_inspected_on date, day date) RETURNS inspection_age LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN last_inspected_on IS NULL THEN CAST('never' AS inspection_age)
                WHEN last_inspected_on > day - interval '1 year' THEN 'within_1_year'
                WHEN last_inspected_on > day - interval '3 years' THEN 'within_3_years' ELSE 'longer' END
$$;
COMMENT ON FUNCTION inspection_age_on IS 'How long ago the last inspection was on a day; the same day of an earlier year is not within the years.';

CREATE FUNCTION violation_class_on(worst severity, last_inspected_on date, day date) RETURNS violation_class LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE worst WHEN 'gross' THEN CAST('gross' AS violation_class) WHEN 'significant' THEN 'significant' WHEN 'minor' THEN 'minor'
        ELSE CASE WHEN last_inspected_on >= first_day_of_12_quarters(day) THEN CAST('clean' AS violation_class)
                  WHEN last_inspected_on IS NOT NULL THEN 'not_inspected' ELSE 'no_data' END END
$$;
COMMENT ON FUNCTION violation_class_on IS 'The worst violation of 12 quarters, or which kind of nothing was found.';
-- The grid of map tiles: Web Mercator, zoom 0 is the whole world in one tile.

CREATE FUNCTION mercator_x(lon double precision, zoom integer) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (lon + 180) / 360 * CAST(2 AS double precision) ^ zoom
$$;
COMMENT ON FUNCTION mercator_x IS 'Column of a longitude in tiles of a zoom, counted from the west (Web Mercator, fractional).';

CREATE FUNCTION mercator_y(lat double precision, zoom integer) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (1 - asinh(tan(radians(lat))) / pi()) / 2 * CAST(2 AS double precision) ^ zoom
$$;
COMMENT ON FUNCTION mercator_y IS 'Row of a latitude in tiles of a zoom, counted from the north (Web Mercator, fractional).';

CREATE FUNCTION tile_box(zoom integer, x integer, y integer) RETURNS geometry LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    WITH north_to_south AS (
        SELECT degrees(atan(sinh(pi() * (1 - 2 * (y + down) / CAST(2 AS double precision) ^ zoom)))) AS lat FROM (VALUES (0), (1)) AS edge (down)
    )
    SELECT ST_MakeEnvelope(x / CAST(2 AS double precision) ^ zoom * 360 - 180, min(lat),
                           (x + 1) / CAST(2 AS double precision) ^ zoom * 360 - 180, max(lat), 4326)
    FROM north_to_south
$$;
COMMENT ON FUNCTION tile_box IS 'Longitudes and latitudes of a tile; computed here, since loading a projection costs more than the whole tile.';
-- What each facility scored from when to when.

CREATE TABLE risk_score (
    facility_id bigint NOT NULL,
    valid_from date NOT NULL,
    valid_to date NOT NULL DEFAULT 'infinity' CHECK (valid_to > valid_from),
    region_code text NOT NULL,
    district_code text,
    hazard_type_code text NOT NULL,
    activity_code text,
    size_class size_class NOT NULL,
    lon_e6 integer,
    lat_e6 integer,
    safety_degree degree NOT NULL,
    labour_degree degree NOT NULL,
    points numeric(5, 2) CHECK (points BETWEEN 0 AND 100),
    violation_class violation_class NOT NULL,
    last_inspected_on date,
    inspection_age inspection_age NOT NULL,
    overdue_prescription_count integer NOT NULL CHECK (overdue_prescription_count >= 0),
    gross_open_count integer NOT NULL CHECK (gross_open_count >= 0),
    accident_count integer NOT NULL CHECK (accident_count >= fatal_accident_count),
    fatal_accident_count integer NOT NULL CHECK (fatal_accident_count >= 0),
    insurance insurance_state NOT NULL,
    harm_potential integer NOT NULL CHECK (harm_potential BETWEEN 1 AND 3),
    population_inside bigint NOT NULL CHECK (population_inside >= 0),
    severity integer NOT NULL CHECK (severity BETWEEN 1 AND 8),
    probability double precision CHECK (probability BETWEEN 0 AND 1),
    model_version integer,
    contributions jsonb,
    marks integer NOT NULL GENERATED ALWAYS AS (
        degree_mark(labour_degree) + 10 * degree_mark(safety_degree) + 100 * violation_mark(violation_class)
        + 1000 * overdue_mark(overdue_prescription_count, inspection_age) + 10000 * inspection_mark(inspection_age)
        + 100000 * accident_mark(accident_count, fatal_accident_count) + 1000000 * insurance_mark(insurance)
        + 10000000 * harm_potential + 100000000 * probability_mark(probability)) STORED,
    cell_x integer GENERATED ALWAYS AS (CAST(floor(mercator_x(lon_e6 / CAST(1e6 AS double precision), 10)) AS integer)) STORED,
    cell_y integer GENERATED ALWAYS AS (CAST(floor(mercator_y(lat_e6 / CAST(1e6 AS double precision), 10)) AS integer)) STORED,
    reasons jsonb NOT NULL,
    PRIMARY KEY (facility_id, valid_from)  -- all that filters, counts and tiles read
        INCLUDE (valid_to, region_code, district_code, hazard_type_code, activity_code, size_class, lon_e6, lat_e6, marks, cell_x, cell_y),
    FOREIGN KEY (facility_id, region_code) REFERENCES facility (facility_id, region_code) ON UPDATE CASCADE
);
COMMENT ON TABLE risk_score IS 'State of a facility from the run of valid_from until the run that changed it (valid_from <= day < valid_to).';
COMMENT ON COLUMN risk_score.lon_e6 IS 'Longitude, millionths of a degree, as it was then: whole numbers add up without error.';
COMMENT ON COLUMN risk_score.points IS 'Points of the points regime, 0 to 100, whatever regime is in force; null when never inspected.';
COMMENT ON COLUMN risk_score.gross_open_count IS 'Gross violations not known to be fixed.';
COMMENT ON COLUMN risk_score.accident_count IS 'Accidents of the three years before, of which fatal_accident_count with deaths.';
COMMENT ON COLUMN risk_score.harm_potential IS 'What the worst accident could reach, 1 to 3 (harm_potential_of).';
COMMENT ON COLUMN risk_score.population_inside IS 'Persons in settlements whose middle lies inside the danger radius (reach_of_facilities).';
COMMENT ON COLUMN risk_score.severity IS 'How much an accident can hurt, 1 to 8 (severity_of).';
COMMENT ON COLUMN risk_score.probability IS 'Probability of an accident with lost time or death within twelve months, by model_version; null where no model was fitted.';
COMMENT ON COLUMN risk_score.contributions IS 'List of {code, value, log_odds}: what adds up to the probability, heaviest first.';
COMMENT ON COLUMN risk_score.marks IS 'Classes of the facility in every colouring of the map, one decimal digit each (mark_of).';
COMMENT ON COLUMN risk_score.cell_x IS 'Tile of zoom 10 that holds the point: a cell of a map tile of zoom 6, sixteen to the side.';
COMMENT ON COLUMN risk_score.reasons IS 'List of {code, count, points}: what set the degree, heaviest first.';
CREATE INDEX risk_score_of_a_day ON risk_score (valid_to)  -- all that counts and far-out tiles read under filters not counted beforehand
    INCLUDE (valid_from, facility_id, region_code, district_code, hazard_type_code, activity_code, size_class, lon_e6, lat_e6, marks, cell_x, cell_y);
CREATE INDEX risk_score_of_a_region ON risk_score (region_code, valid_to)  -- the same of a region, for lists that sort all that passes
    INCLUDE (valid_from, facility_id, district_code, hazard_type_code, activity_code, size_class, marks);
CREATE INDEX risk_score_to_visit ON risk_score (valid_to)  -- all that the plan of visits reads of every facility
    INCLUDE (valid_from, facility_id, region_code, hazard_type_code, safety_degree, labour_degree, points, probability, severity, last_inspected_on);
CREATE INDEX risk_score_now ON risk_score (region_code, safety_degree, labour_degree) WHERE valid_to = 'infinity';
CREATE INDEX risk_score_to_look_at_first ON risk_score
    ((least(safety_degree, labour_degree) = 'high') DESC, gross_open_count DESC, overdue_prescription_count DESC, fatal_accident_count DESC)
    WHERE safety_degree = 'high' OR labour_degree = 'high';
-- What was known about every facility on a day: the inputs of the score, one row a facility.

CREATE FUNCTION facility_facts_on(day date) RETURNS TABLE (
    facility_id bigint, region_code text, district_code text, hazard_type_code text, activity_code text, size_class size_class,
    lon_e6 integer, lat_e6 integer, harm_potential integer, is_declaration_required boolean, last_inspected_on date, gross integer, significant integer, minor integer, worst severity,
    significant_required integer, minor_required integer, overdue_prescription_count integer,
    gross_open_count integer, accident_count integer, fatal_accident_count integer, device_count integer,
    expired_device_count integer, is_insured boolean, insurance insurance_state
) LANGUAGE sql STABLE AS $$
WITH known_facility AS (
    SELECT f.facility_id, f.region_code, f.district_code, f.hazard_type_code, e.activity_code, size_class_of(e.employee_count) AS size_class,
        CAST(round(ST_X(f.geom) * 1e6) AS integer) AS lon_e6, CAST(round(ST_Y(f.geom) * 1e6) AS integer) AS lat_e6,
        harm_potential_of(f.danger_radius_m, f.employee_count) AS harm_potential, f.is_declaration_required
    FROM facility f LEFT JOIN employer e USING (bin)
    WHERE f.known_on <= day AND (f.decommissioned_on IS NULL OR f.decommissioned_on > day)
),
last_inspection AS (
    SELECT DISTINCT ON (i.facility_id) i.facility_id, i.inspection_id, i.inspected_on FROM inspection i
    WHERE i.known_on <= day
    ORDER BY i.facility_id, i.inspected_on DESC, i.inspection_id DESC
),
found_by_last_inspection AS (
    SELECT v.facility_id,
        count(DISTINCT coalesce(v.requirement_id, -v.violation_id)) FILTER (WHERE v.severity = 'gross') AS gross,
        count(DISTINCT coalesce(v.requirement_id, -v.violation_id)) FILTER (WHERE v.severity = 'significant') AS significant,
        count(DISTINCT coalesce(v.requirement_id, -v.violation_id)) FILTER (WHERE v.severity = 'minor') AS minor
    FROM violation v JOIN last_inspection USING (facility_id, inspection_id)
    WHERE v.known_on <= day
    GROUP BY v.facility_id
),
violations_known AS (
    SELECT v.facility_id, max(v.severity) FILTER (WHERE v.found_on >= first_day_of_12_quarters(day)) AS worst,
        count(*) FILTER (WHERE v.severity = 'gross' AND (v.fix_known_on IS NULL OR v.fix_known_on > day)) AS gross_open
    FROM violation v
    WHERE v.known_on <= day
    GROUP BY v.facility_id
),
counted_requirements AS (
    SELECT r.hazard_type_code,
        count(*) FILTER (WHERE r.severity = 'significant') AS significant, count(*) FILTER (WHERE r.severity = 'minor') AS minor
    FROM checklist_requirement r GROUP BY r.hazard_type_code
),
overdue_prescriptions AS (
    SELECT p.facility_id, count(*) AS overdue FROM prescription p
    WHERE p.known_on <= day AND is_overdue_on(p.due_on, p.fulfilment_known_on, day)
    GROUP BY p.facility_id
),
accidents_of_3_years AS (
    SELECT a.facility_id, count(*) AS accidents, count(*) FILTER (WHERE a.killed_count > 0) AS fatal FROM accident a
    WHERE a.known_on <= day AND a.occurred_on > day - interval '3 years' AND a.facility_id IS NOT NULL
    GROUP BY a.facility_id
),
counted_devices AS (
    SELECT d.facility_id, count(*) AS devices, count(*) FILTER (WHERE d.service_ends_on <= day) AS expired FROM device d
    WHERE d.known_on <= day AND (d.removed_on IS NULL OR d.removed_on > day)
    GROUP BY d.facility_id
),
policies AS (
    SELECT p.facility_id,
        bool_or(p.kind_code = 'liability_insurance' AND day BETWEEN p.valid_from AND p.valid_to) AS is_liability_insured,
        bool_or(p.kind_code = 'accident_insurance' AND day BETWEEN p.valid_from AND p.valid_to) AS is_accident_insured
    FROM permit p
    WHERE p.kind_code IN ('liability_insurance', 'accident_insurance') AND p.known_on <= day
    GROUP BY p.facility_id
)
SELECT f.facility_id, f.region_code, f.district_code, f.hazard_type_code, f.activity_code, f.size_class, f.lon_e6, f.lat_e6,
    f.harm_potential, f.is_declaration_required, l.inspected_on,
    coalesce(v.gross, 0), coalesce(v.significant, 0), coalesce(v.minor, 0), w.worst,
    coalesce(r.significant, 0), coalesce(r.minor, 0), coalesce(o.overdue, 0), coalesce(w.gross_open, 0),
    coalesce(a.accidents, 0), coalesce(a.fatal, 0), coalesce(d.devices, 0), coalesce(d.expired, 0), coalesce(p.is_liability_insured, false),
    CASE WHEN p.facility_id IS NULL THEN CAST('unknown' AS insurance_state) WHEN is_liability_insured AND is_accident_insured THEN 'insured'
         ELSE 'gap' END
FROM known_facility f
LEFT JOIN last_inspection l USING (facility_id)
LEFT JOIN found_by_last_inspection v USING (facility_id)
LEFT JOIN violations_known w USING (facility_id)
LEFT JOIN counted_requirements r USING (hazard_type_code)
LEFT JOIN overdue_prescriptions o USING (facility_id)
LEFT JOIN accidents_of_3_years a USING (facility_id)
LEFT JOIN counted_devices d USING (facility_id)
LEFT JOIN policies p USING (facility_id)
$$;
COMMENT ON FUNCTION facility_facts_on IS 'Inputs of the statutory score and of the map''s colourings as known at the end of a day. Prescriptions are overdue from the day after due_on; a device is expired from service_ends_on.';
-- Why a facility scored what it did, as a list a screen can put into words.

CREATE FUNCTION a_reason(code text, n integer, points numeric) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('code', code, 'count', n, 'points', round(points, 2))
$$;
COMMENT ON FUNCTION a_reason IS 'One reason of a score; points is null where the reason sets a degree directly.';

-- One expression and STABLE, so that the planner puts it in line: called once a facility it would take longer than all the rest of a score.
-- Reasons that never differ are written out, for building a document costs more than copying one.
CREATE FUNCTION reasons_of(is_declaration_required boolean, expired_device_count integer, gross integer, significant integer,
                           minor integer, overdue integer, fatal integer,
                           from_violations numeric, from_overdue numeric, from_fatal numeric, is_insured boolean)
RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN expired_device_count = 0 AND gross = 0 AND significant = 0 AND minor = 0 AND overdue = 0 AND fatal = 0
        THEN CASE WHEN is_declaration_required AND is_insured
                  THEN CAST('[{"code": "declaration_required", "count": 1, "points": null}, {"code": "insured", "count": 1, "points": null}]' AS jsonb)
                  WHEN is_declaration_required THEN '[{"code": "declaration_required", "count": 1, "points": null}]'
                  WHEN is_insured THEN '[{"code": "insured", "count": 1, "points": null}]' ELSE '[]' END
        ELSE to_jsonb(array_remove(ARRAY[
            CASE WHEN is_declaration_required THEN CAST('{"code": "declaration_required", "count": 1, "points": null}' AS jsonb) END,
            CASE WHEN expired_device_count > 0 THEN a_reason('devices_beyond_service_life', expired_device_count, NULL) END,
            CASE WHEN gross > 0 THEN a_reason('gross_violations', gross, from_violations) END,
            CASE WHEN gross = 0 AND significant + minor > 0
                 THEN a_reason('significant_and_minor_violations', significant + minor, from_violations) END,
            CASE WHEN overdue > 0 THEN a_reason('overdue_prescriptions', overdue, from_overdue) END,
            CASE WHEN fatal > 0 THEN a_reason('fatal_accidents', fatal, from_fatal) END,
            CASE WHEN is_insured THEN CAST('{"code": "insured", "count": 1, "points": null}' AS jsonb) END], NULL)) END
$$;
COMMENT ON FUNCTION reasons_of IS 'Reasons as [{code, count, points}]; points is null where the reason sets a degree directly. insured lowers the degree by one.';
-- What the predicted probability is told about every facility: only what was known at the end of a day, one row a facility.
-- Windows end on the day: "12 months" begins the day after the same day a year before, "24 months before" the two years before that.

CREATE FUNCTION whole_years(since date, day date) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN since > day THEN 0 ELSE CAST(extract(year FROM age(CAST(day AS timestamp), CAST(since AS timestamp))) AS integer) END
$$;
COMMENT ON FUNCTION whole_years IS 'Whole years from a day to a later one; 0 where it is not later, null where the first is not known.';

CREATE FUNCTION risk_features_on(day date) RETURNS TABLE (
    facility_id bigint, region_code text, hazard_type_code text, activity_code text,
    gross_open_count integer,
    gross_count_12_months integer, significant_count_12_months integer, minor_count_12_months integer,
    gross_count_24_months_before integer, significant_count_24_months_before integer, minor_count_24_months_before integer,
    is_never_inspected integer, years_since_inspection integer,
    accident_count_12_months integer, accident_count_24_months_before integer,
    killed_count_12_months integer, killed_count_24_months_before integer,
    worker_count integer, expired_device_count integer, years_beyond_service_life integer, lapsed_expertise_count integer,
    overdue_prescription_count integer, is_insurance_gap integer, is_declaration_required integer, facility_age_years integer
) LANGUAGE sql STABLE AS $$
WITH violations_by_age AS (
    SELECT v.facility_id, v.severity, v.found_on > day - interval '1 year' AS is_recent, count(*) AS found FROM violation v
    WHERE v.known_on <= day AND v.found_on > day - interval '3 years'
    GROUP BY v.facility_id, v.severity, is_recent
),
counted_violations AS (
    SELECT v.facility_id,
        sum(found) FILTER (WHERE is_recent AND severity = 'gross') AS gross_12,
        sum(found) FILTER (WHERE is_recent AND severity = 'significant') AS significant_12,
        sum(found) FILTER (WHERE is_recent AND severity = 'minor') AS minor_12,
        sum(found) FILTER (WHERE NOT is_recent AND severity = 'gross') AS gross_24,
        sum(found) FILTER (WHERE NOT is_recent AND severity = 'significant') AS significant_24,
        sum(found) FILTER (WHERE NOT is_recent AND severity = 'minor') AS minor_24
    FROM violations_by_age v
    GROUP BY v.facility_id
),
counted_accidents AS (
    SELECT a.facility_id,
        count(*) FILTER (WHERE a.occurred_on > day - interval '1 year') AS accidents_12,
        count(*) FILTER (WHERE a.occurred_on <= day - interval '1 year') AS accidents_24,
        sum(a.killed_count) FILTER (WHERE a.occurred_on > day - interval '1 year') AS killed_12,
        sum(a.killed_count) FILTER (WHERE a.occurred_on <= day - interval '1 year') AS killed_24
    FROM accident a
    WHERE a.known_on <= day AND a.occurred_on > day - interval '3 years' AND a.facility_id IS NOT NULL
    GROUP BY a.facility_id
),
aged_devices AS (
    SELECT d.facility_id, min(d.service_ends_on) AS first_service_ends_on,
        count(*) FILTER (WHERE d.expertise_valid_to < day) AS lapsed_expertises
    FROM device d
    WHERE d.known_on <= day AND (d.removed_on IS NULL OR d.removed_on > day)
    GROUP BY d.facility_id
)
SELECT f.facility_id, f.region_code, f.hazard_type_code, f.activity_code,
    f.gross_open_count,
    coalesce(CAST(v.gross_12 AS integer), 0), coalesce(CAST(v.significant_12 AS integer), 0), coalesce(CAST(v.minor_12 AS integer), 0),
    coalesce(CAST(v.gross_24 AS integer), 0), coalesce(CAST(v.significant_24 AS integer), 0), coalesce(CAST(v.minor_24 AS integer), 0),
    CAST(f.last_inspected_on IS NULL AS integer), coalesce(whole_years(f.last_inspected_on, day), 0),
    coalesce(CAST(a.accidents_12 AS integer), 0), coalesce(CAST(a.accidents_24 AS integer), 0),
    coalesce(CAST(a.killed_12 AS integer), 0), coalesce(CAST(a.killed_24 AS integer), 0),
    p.employee_count, f.expired_device_count, coalesce(whole_years(d.first_service_ends_on, day), 0),
    coalesce(CAST(d.lapsed_expertises AS integer), 0), f.overdue_prescription_count, CAST(f.insurance = 'gap' AS integer),
    CAST(coalesce(f.is_declaration_required, false) AS integer), whole_years(p.commissioned_on, day)
FROM facility_facts_on(day) f
JOIN facility p USING (facility_id)
LEFT JOIN counted_violations v USING (facility_id)
LEFT JOIN counted_accidents a USING (facility_id)
LEFT JOIN aged_devices d USING (facility_id)
$$;
COMMENT ON FUNCTION risk_features_on IS 'Inputs of the predicted probability as known at the end of a day. worker_count and facility_age_years are null where not known; is_ columns are 0 or 1; years_since_inspection is 0 where never inspected, which is_never_inspected tells.';
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
-- The predicted probability of every facility on a day, with what adds up to it, in one pass.

CREATE FUNCTION probability_of(log_odds numeric) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT 1 / (1 + exp(-CAST(greatest(least(log_odds, 700), -700) AS double precision)))
$$;
COMMENT ON FUNCTION probability_of IS 'Probability of log odds; beyond 700 either way they are taken as 700, which no number of this kind could tell apart from certainty.';

CREATE FUNCTION probability_on(day date) RETURNS TABLE (
    facility_id bigint, probability double precision, model_version integer, contributions jsonb
) LANGUAGE sql STABLE AS $$
WITH model AS MATERIALIZED (
    SELECT m.* FROM model_on(day) m WHERE m.model_version IS NOT NULL
),
steps AS MATERIALIZED (  -- one row a feature, its steps in order, so that a value finds its own without a join
    SELECT s.feature, array_agg(s.at_least ORDER BY s.at_least) FILTER (WHERE s.at_least <> 'NaN') AS at_least,
        array_agg(s.log_odds ORDER BY s.at_least) FILTER (WHERE s.at_least <> 'NaN') AS log_odds,
        max(s.log_odds) FILTER (WHERE s.at_least = 'NaN') AS log_odds_of_missing
    FROM risk_model_step s JOIN model m USING (model_version)
    GROUP BY s.feature
),
groups AS MATERIALIZED (
    SELECT g.feature, g.code, g.log_odds FROM risk_model_group g JOIN model m USING (model_version)
),
features AS MATERIALIZED (
    SELECT * FROM risk_features_on(day) WHERE EXISTS (SELECT 1 FROM model)
),
told AS (  -- what grows by itself is told by the step it stands on, so that a score changes only when the step does
    SELECT f.facility_id, v.* FROM features f CROSS JOIN LATERAL (VALUES
        ('gross_open_count', CAST(f.gross_open_count AS double precision), false),
        ('gross_count_12_months', f.gross_count_12_months, false),
        ('significant_count_12_months', f.significant_count_12_months, false),
        ('minor_count_12_months', f.minor_count_12_months, false),
        ('gross_count_24_months_before', f.gross_count_24_months_before, false),
        ('significant_count_24_months_before', f.significant_count_24_months_before, false),
        ('minor_count_24_months_before', f.minor_count_24_months_before, false),
        ('is_never_inspected', f.is_never_inspected, false),
        ('years_since_inspection', f.years_since_inspection, true),
        ('accident_count_12_months', f.accident_count_12_months, false),
        ('accident_count_24_months_before', f.accident_count_24_months_before, false),
        ('killed_count_12_months', f.killed_count_12_months, false),
        ('killed_count_24_months_before', f.killed_count_24_months_before, false),
        ('worker_count', f.worker_count, false),
        ('expired_device_count', f.expired_device_count, false),
        ('years_beyond_service_life', f.years_beyond_service_life, true),
        ('lapsed_expertise_count', f.lapsed_expertise_count, false),
        ('overdue_prescription_count', f.overdue_prescription_count, false),
        ('is_insurance_gap', f.is_insurance_gap, false),
        ('is_declaration_required', f.is_declaration_required, false),
        ('facility_age_years', f.facility_age_years, true)) AS v (feature, value, is_told_by_step)
),
added AS (
    SELECT t.facility_id, t.feature, a.log_odds,
        to_jsonb(CASE WHEN t.is_told_by_step THEN greatest(s.at_least[a.place], 0) ELSE t.value END) AS value
    FROM told t
    JOIN steps s USING (feature)
    CROSS JOIN LATERAL (SELECT width_bucket(t.value, s.at_least) AS place) AS found
    CROSS JOIN LATERAL (SELECT found.place, CASE WHEN t.value IS NULL THEN s.log_odds_of_missing ELSE s.log_odds[found.place] END AS log_odds) AS a
    WHERE a.log_odds <> 0
    UNION ALL
    SELECT f.facility_id, v.feature, g.log_odds, to_jsonb(v.code)
    FROM features f CROSS JOIN LATERAL (VALUES
        ('region_code', f.region_code), ('hazard_type_code', f.hazard_type_code), ('activity_code', f.activity_code)) AS v (feature, code)
    JOIN groups g USING (feature, code)
    WHERE g.log_odds <> 0
),
summed AS (
    SELECT facility_id, sum(log_odds) AS log_odds,
        jsonb_agg(jsonb_build_object('code', feature, 'value', value, 'log_odds', log_odds) ORDER BY abs(log_odds) DESC, feature) AS contributions
    FROM added
    GROUP BY facility_id
)
SELECT f.facility_id, probability_of(m.base_log_odds + coalesce(s.log_odds, 0)), m.model_version, coalesce(s.contributions, '[]')
FROM features f CROSS JOIN model m
LEFT JOIN summed s USING (facility_id)
$$;
COMMENT ON FUNCTION probability_on IS 'Probability of an accident with lost time or death within twelve months as known at the end of a day, by the version of model_on(day); contributions are [{code, value, log_odds}], those that add something, heaviest first: with the base they sum to the log odds. No rows where no version is valid.';
-- The score of every facility on a day, under the rules in force or under others that are only proposed.

CREATE FUNCTION degrees_under(labour risk_terms, safety risk_terms, day date) RETURNS TABLE (
    facility_id bigint, region_code text, district_code text, hazard_type_code text, activity_code text, size_class size_class,
    lon_e6 integer, lat_e6 integer, harm_potential integer, is_declaration_required boolean, last_inspected_on date, gross integer,
    significant integer, minor integer, worst severity, overdue_prescription_count integer, gross_open_count integer,
    accident_count integer, fatal_accident_count integer, expired_device_count integer, is_insured boolean, insurance insurance_state,
    from_violations numeric, from_overdue numeric, from_fatal numeric, points numeric, safety_degree degree, labour_degree degree
) LANGUAGE sql STABLE AS $$
WITH terms AS MATERIALIZED (  -- read once, not at each facility
    SELECT (labour).gross_points, (labour).significant_weight, (labour).minor_weight, (labour).overdue_points, (labour).overdue_most,
        (labour).fatal_points, (labour).fatal_most, (labour).medium_from, (labour).high_from,
        (safety).medium_from AS safety_medium_from, (safety).high_from AS safety_high_from, (safety).regime AS safety_regime
),
facts AS MATERIALIZED (
    SELECT * FROM facility_facts_on(day)
),
given_points AS MATERIALIZED (  -- each sum once, not at each of its uses
    SELECT f.*, homogeneous_group(hazard_type_code) AS group_code,
        least(violation_points(gross, significant, minor, significant_required, minor_required,
                               t.gross_points, t.significant_weight, t.minor_weight), 100) AS from_violations,
        least(overdue_prescription_count, t.overdue_most) * t.overdue_points AS from_overdue,
        least(fatal_accident_count, t.fatal_most) * t.fatal_points AS from_fatal
    FROM facts f CROSS JOIN terms t
),
summed AS MATERIALIZED (
    SELECT g.*, CASE WHEN (last_inspected_on IS NOT NULL OR fatal_accident_count > 0) AND t.gross_points IS NOT NULL
                     THEN least(from_violations + from_overdue + from_fatal, 100) END AS raw_points
    FROM given_points g CROSS JOIN terms t
),
bounds_of_group AS (
    SELECT group_code, min(raw_points) AS lowest, max(raw_points) AS highest FROM summed GROUP BY group_code
),
normalised_in_group AS MATERIALIZED (
    SELECT s.*, round(normalised(raw_points, lowest, highest), 2) AS points
    FROM summed s JOIN bounds_of_group USING (group_code)
),
with_degrees AS (
    SELECT n.*, degree_by_points(points, t.medium_from, t.high_from) AS by_points,
        CASE WHEN t.safety_regime = 'rule' THEN degree_by_rule(is_declaration_required, expired_device_count, device_count)
             ELSE degree_by_points(points, t.safety_medium_from, t.safety_high_from) END AS by_safety,
        t.safety_regime
    FROM normalised_in_group n CROSS JOIN terms t
)
SELECT facility_id, region_code, district_code, hazard_type_code, activity_code, size_class, lon_e6, lat_e6, harm_potential,
    is_declaration_required, last_inspected_on, gross, significant, minor, worst, overdue_prescription_count, gross_open_count,
    accident_count, fatal_accident_count, expired_device_count, is_insured, insurance, from_violations, from_overdue, from_fatal, points,
    CASE WHEN is_insured AND safety_regime = 'points' THEN one_degree_down(by_safety) ELSE by_safety END,
    CASE WHEN is_insured THEN one_degree_down(by_points) ELSE by_points END
FROM with_degrees
$$;
COMMENT ON FUNCTION degrees_under IS 'Statutory degrees of every facility as known at the end of a day, under given terms of both laws; points are worked out by those of labour law, bounds are each law''s own.';

CREATE FUNCTION score_on(day date) RETURNS TABLE (
    facility_id bigint, region_code text, district_code text, hazard_type_code text, activity_code text, size_class size_class,
    lon_e6 integer, lat_e6 integer, safety_degree degree, labour_degree degree, points numeric, violation_class violation_class,
    last_inspected_on date, inspection_age inspection_age, overdue_prescription_count integer, gross_open_count integer,
    accident_count integer, fatal_accident_count integer, insurance insurance_state, harm_potential integer, reasons jsonb
) LANGUAGE sql STABLE AS $$
SELECT facility_id, region_code, district_code, hazard_type_code, activity_code, size_class, lon_e6, lat_e6,
    safety_degree, labour_degree, CAST(points AS numeric(5, 2)), violation_class_on(worst, last_inspected_on, day),
    last_inspected_on, inspection_age_on(last_inspected_on, day), overdue_prescription_count, gross_open_count,
    accident_count, fatal_accident_count, insurance, harm_potential,
    reasons_of(is_declaration_required, expired_device_count, gross, significant, minor, overdue_prescription_count,
               fatal_accident_count, from_violations, from_overdue, from_fatal, is_insured)
FROM degrees_under(terms_on('labour', day), terms_on('industrial_safety', day), day)
$$;
COMMENT ON FUNCTION score_on IS 'State of every facility as known at the end of a day: statutory degrees under both laws, points, the classes of the map''s colourings, reasons.';
-- The ledger of degrees set by hand: who may set one, every act, and what is in force on a day. Nothing in it is ever changed.

CREATE FUNCTION degree_setters() RETURNS TABLE (law text, role text, body_code text) LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 4 AS $$
    VALUES ('labour', 'minister', 'mlspp'), ('labour', 'minister', 'slic'), ('industrial_safety', 'minister', 'mes'), ('industrial_safety', 'minister', 'cis')
$$;
COMMENT ON FUNCTION degree_setters IS 'Who may set a degree by hand: the heads of the ministry and of the committee that answer for the law. No inspector: the degree decides his own visits.';

CREATE FUNCTION app_may_set_degree(asked_law text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT EXISTS (SELECT 1 FROM degree_setters() s WHERE s.law = asked_law AND s.role = app_role() AND s.body_code = app_body())
$$;
COMMENT ON FUNCTION app_may_set_degree IS 'The asker may set degrees of a law by hand, and withdraw what was set.';

CREATE FUNCTION day_in_kazakhstan(moment timestamptz) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT CAST(moment AT TIME ZONE 'Asia/Almaty' AS date)
$$;
COMMENT ON FUNCTION day_in_kazakhstan IS 'The day that a moment belongs to; it begins at midnight in Asia/Almaty wherever the server stands.';

CREATE FUNCTION today_in_kazakhstan() RETURNS date LANGUAGE sql STABLE AS $$
    SELECT day_in_kazakhstan(now())
$$;
COMMENT ON FUNCTION today_in_kazakhstan IS 'The day an act of this transaction bears.';

CREATE FUNCTION degrees_of(asked_law text, day date) RETURNS degree[] LANGUAGE sql STABLE AS $$
    SELECT CASE (rule_on(asked_law, day)).regime WHEN 'rule' THEN CAST('{high,not_high}' AS degree[])
                                                 WHEN 'points' THEN CAST('{high,medium,low}' AS degree[]) END
$$;
COMMENT ON FUNCTION degrees_of IS 'Degrees that a law knows on a day, highest first; null before its first rule.';

CREATE TABLE degree_override (
    facility_id bigint NOT NULL,
    law text NOT NULL CHECK (law IN ('labour', 'industrial_safety')),
    entry_no integer NOT NULL CHECK (entry_no > 0),
    region_code text NOT NULL,
    action text NOT NULL CHECK (action IN ('set', 'withdrawn')),
    degree degree,
    valid_from date NOT NULL DEFAULT today_in_kazakhstan(),
    expires_on date,
    reason text NOT NULL CONSTRAINT reason_is_given CHECK (length(btrim(reason)) BETWEEN 10 AND 1000),
    author_code text NOT NULL DEFAULT app_user_code(),
    author_role text NOT NULL DEFAULT app_role(),
    author_body_code text NOT NULL DEFAULT app_body() REFERENCES body,
    author_kk text NOT NULL,
    author_ru text NOT NULL,
    author_en text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT changed_meanwhile PRIMARY KEY (facility_id, law, entry_no),
    FOREIGN KEY (facility_id, region_code) REFERENCES facility (facility_id, region_code) ON UPDATE CASCADE,
    CHECK ((degree IS NOT NULL) = (action = 'set') AND (expires_on IS NOT NULL) = (action = 'set')),
    CONSTRAINT expiry_is_within_a_year CHECK (expires_on BETWEEN valid_from AND CAST(valid_from + interval '1 year' AS date))
);
COMMENT ON TABLE degree_override IS 'Acts on degrees set by hand, never changed or deleted: of the acts known on a day the last one of a facility and law holds.';
COMMENT ON COLUMN degree_override.entry_no IS 'Counts the acts on one facility and law. Who writes gives the number after the last one he saw, so that of two at once only one is right.';
COMMENT ON COLUMN degree_override.valid_from IS 'Day of the act in Kazakhstan: from this day the degree is set, or the one set before is withdrawn. No act is backdated.';
COMMENT ON COLUMN degree_override.expires_on IS 'Last day of a degree set by hand, at most a year after valid_from; null where the act withdraws.';
COMMENT ON COLUMN degree_override.author_kk IS 'The post of the author as it was called then.';

CREATE FUNCTION override_on(day date) RETURNS TABLE (
    facility_id bigint, law text, degree degree, entry_no integer, region_code text, valid_from date, expires_on date
) LANGUAGE sql STABLE ROWS 500 AS $$
    SELECT facility_id, law, degree, entry_no, region_code, valid_from, expires_on
    FROM (
        SELECT DISTINCT ON (o.facility_id, o.law) o.*
        FROM degree_override o
        WHERE o.valid_from <= day
        ORDER BY o.facility_id, o.law, o.entry_no DESC
    ) AS last_act
    WHERE action = 'set' AND expires_on >= day AND degree = ANY (degrees_of(law, day))
$$;
COMMENT ON FUNCTION override_on IS 'Degrees set by hand in force on a day, the first and the last day included, as was known on it. A degree that the law has ceased to know is not in force.';

CREATE FUNCTION set_by_hand_on(day date) RETURNS TABLE (facility_id bigint, safety_degree degree, labour_degree degree)
LANGUAGE sql STABLE ROWS 500 AS $$
    SELECT facility_id, max(degree) FILTER (WHERE law = 'industrial_safety'), max(degree) FILTER (WHERE law = 'labour')
    FROM override_on(day)
    GROUP BY facility_id
$$;
COMMENT ON FUNCTION set_by_hand_on IS 'The same, one row a facility; null where the degree of a law is as computed.';

CREATE FUNCTION hand_reason(law text, by_hand degree, computed degree) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN by_hand IS NULL THEN '[]'
                ELSE jsonb_build_array(jsonb_build_object('code', 'set_by_hand', 'count', 1, 'points', NULL, 'law', law, 'computed', computed)) END
$$;
COMMENT ON FUNCTION hand_reason IS 'What the reasons of a score say first where a degree was set by hand: under which law, and what degree was computed. Else an empty list.';

CREATE FUNCTION computed_degree(law text, safety_degree degree, labour_degree degree, reasons jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(
        (SELECT r ->> 'computed' FROM jsonb_array_elements(reasons) r WHERE r ->> 'code' = 'set_by_hand' AND r ->> 'law' = law),
        CAST(CASE law WHEN 'labour' THEN labour_degree ELSE safety_degree END AS text))
$$;
COMMENT ON FUNCTION computed_degree IS 'The degree that a scoring computed under a law, whatever was set by hand; null where there is no scoring.';

CREATE FUNCTION facilities_by_hand(day date, degree_column text) RETURNS SETOF bigint LANGUAGE sql STABLE ROWS 500 AS $$
    SELECT facility_id FROM override_on(day) WHERE law = CASE degree_column WHEN 'labour_degree' THEN 'labour' ELSE 'industrial_safety' END
$$;
COMMENT ON FUNCTION facilities_by_hand IS 'Facilities whose degree is set by hand on a day; degree_column names the law as the filters of the map do: labour_degree or safety_degree.';
-- The flow through the zone of high risk, month by month: facilities, the people working there and the enterprises that own them.

CREATE TABLE risk_flow (
    scored_on date NOT NULL REFERENCES risk_run ON DELETE CASCADE,
    law text NOT NULL CHECK (law IN ('labour', 'industrial_safety')),
    region_code text NOT NULL,
    since date CHECK (since < scored_on),
    facility_count integer NOT NULL,
    worker_count integer NOT NULL,
    without_workers_count integer NOT NULL,
    owner_count integer NOT NULL,
    without_owner_count integer NOT NULL,
    entered_facility_count integer,
    left_facility_count integer,
    entered_worker_count integer,
    left_worker_count integer,
    entered_owner_count integer,
    left_owner_count integer,
    PRIMARY KEY (scored_on, law, region_code)
);
COMMENT ON TABLE risk_flow IS 'The zone of high risk under each law on a scored day, and who entered and left it since the last scoring of an earlier month, counted by that run.';
COMMENT ON COLUMN risk_flow.region_code IS 'Empty: the whole country, since an enterprise with facilities in two regions enters the country''s zone once.';
COMMENT ON COLUMN risk_flow.since IS 'The last scoring of an earlier month; null where there was none, and then nothing is known of who entered and left.';
COMMENT ON COLUMN risk_flow.worker_count IS 'Persons working at the facilities in the zone; facilities that did not say are counted in without_workers_count.';
COMMENT ON COLUMN risk_flow.owner_count IS 'Enterprises with a facility in the zone, by BIN; facilities without a known BIN are counted in without_owner_count.';
COMMENT ON COLUMN risk_flow.entered_owner_count IS 'Enterprises with a facility in the zone now and none then; left_owner_count the other way round.';
COMMENT ON COLUMN risk_flow.entered_worker_count IS 'Persons working at the facilities that entered, as reported now; left_worker_count at those that left.';

CREATE FUNCTION month_before(day date) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT max(scored_on) FROM risk_run WHERE scored_on < CAST(date_trunc('month', CAST(day AS timestamp)) AS date)
$$;
COMMENT ON FUNCTION month_before IS 'The last scoring of an earlier month: what the flow of a scored day is counted against. Null where there was none.';

CREATE FUNCTION is_high_under(asked_law text, safety_degree degree, labour_degree degree) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE asked_law WHEN 'labour' THEN labour_degree ELSE safety_degree END = 'high'
$$;
COMMENT ON FUNCTION is_high_under IS 'In the zone of high risk under a law.';

CREATE FUNCTION zone_between(asked_law text, since date, day date) RETURNS TABLE (
    facility_id bigint, region_code text, is_high boolean, was_high boolean
) LANGUAGE sql STABLE ROWS 20000 AS $$
    SELECT s.facility_id, s.region_code, bool_or(s.valid_to > day), coalesce(bool_or(s.valid_from <= since AND s.valid_to > since), false)
    FROM risk_score s
    WHERE (s.safety_degree = 'high' OR s.labour_degree = 'high') AND is_high_under(asked_law, s.safety_degree, s.labour_degree)
      AND s.valid_from <= day AND s.valid_to > coalesce(since, day)
    GROUP BY s.facility_id, s.region_code
$$;
COMMENT ON FUNCTION zone_between IS 'Facilities in the zone of high risk under a law on at least one of two scored days; those high only in between have neither.';

CREATE INDEX risk_score_high_from ON risk_score (valid_from) WHERE safety_degree = 'high' OR labour_degree = 'high';
CREATE INDEX risk_score_high_to ON risk_score (valid_to) WHERE safety_degree = 'high' OR labour_degree = 'high';

CREATE FUNCTION zone_moved(asked_law text, since date, day date, has_entered boolean) RETURNS TABLE (facility_id bigint, region_code text)
LANGUAGE sql STABLE ROWS 1000 AS $$
    SELECT s.facility_id, s.region_code FROM risk_score s
    WHERE has_entered AND (s.safety_degree = 'high' OR s.labour_degree = 'high') AND is_high_under(asked_law, s.safety_degree, s.labour_degree)
      AND s.valid_from > since AND s.valid_from <= day AND s.valid_to > day
      AND NOT EXISTS (SELECT 1 FROM risk_score b WHERE b.facility_id = s.facility_id AND b.valid_from <= since AND b.valid_to > since
                                                   AND is_high_under(asked_law, b.safety_degree, b.labour_degree))
    UNION ALL
    SELECT s.facility_id, s.region_code FROM risk_score s
    WHERE NOT has_entered AND (s.safety_degree = 'high' OR s.labour_degree = 'high') AND is_high_under(asked_law, s.safety_degree, s.labour_degree)
      AND s.valid_from <= since AND s.valid_to > since AND s.valid_to <= day
      AND NOT EXISTS (SELECT 1 FROM risk_score n WHERE n.facility_id = s.facility_id AND n.valid_from <= day AND n.valid_to > day
                                                   AND is_high_under(asked_law, n.safety_degree, n.labour_degree))
$$;
COMMENT ON FUNCTION zone_moved IS 'Those of zone_between that entered, or that left: found by what began or ended in between, without reading the whole zone.';

CREATE FUNCTION count_flow(day date) RETURNS void LANGUAGE sql AS $$
    WITH month AS MATERIALIZED (
        SELECT month_before(day) AS since  -- once, not at each state
    ),
    in_the_zone AS MATERIALIZED (
        SELECT l.law, z.region_code, z.is_high, z.was_high, f.bin, f.employee_count
        FROM (VALUES ('labour'), ('industrial_safety')) AS l (law), month, LATERAL zone_between(l.law, month.since, day) z
        JOIN facility f USING (facility_id)
    ),
    counted AS (
        SELECT law, coalesce(region_code, '') AS place, count(*) FILTER (WHERE is_high) AS facilities,
            sum(employee_count) FILTER (WHERE is_high) AS workers, count(*) FILTER (WHERE is_high AND employee_count IS NULL) AS without_workers,
            count(*) FILTER (WHERE is_high AND bin IS NULL) AS without_owner,
            count(*) FILTER (WHERE is_high AND NOT was_high) AS entered, count(*) FILTER (WHERE was_high AND NOT is_high) AS gone,
            sum(employee_count) FILTER (WHERE is_high AND NOT was_high) AS entered_workers,
            sum(employee_count) FILTER (WHERE was_high AND NOT is_high) AS gone_workers
        FROM in_the_zone
        GROUP BY GROUPING SETS ((law, region_code), (law))
    ),
    owners AS (
        SELECT law, coalesce(region_code, '') AS place, bin, bool_or(is_high) AS is_high, bool_or(was_high) AS was_high
        FROM in_the_zone
        WHERE bin IS NOT NULL
        GROUP BY GROUPING SETS ((law, region_code, bin), (law, bin))
    ),
    counted_owners AS (
        SELECT law, place, count(*) FILTER (WHERE is_high) AS owners,
            count(*) FILTER (WHERE is_high AND NOT was_high) AS entered_owners, count(*) FILTER (WHERE was_high AND NOT is_high) AS gone_owners
        FROM owners
        GROUP BY law, place
    ),
    every_place AS (
        SELECT law, place
        FROM (VALUES ('labour'), ('industrial_safety')) AS l (law), (SELECT region_code FROM region UNION ALL SELECT '') AS p (place)
    ),
    with_nothing_as_zero AS (
        SELECT law, place, month.since, coalesce(facilities, 0) AS facilities, coalesce(workers, 0) AS workers,
            coalesce(without_workers, 0) AS without_workers, coalesce(owners, 0) AS owners, coalesce(without_owner, 0) AS without_owner,
            coalesce(entered, 0) AS entered, coalesce(gone, 0) AS gone, coalesce(entered_workers, 0) AS entered_workers,
            coalesce(gone_workers, 0) AS gone_workers, coalesce(entered_owners, 0) AS entered_owners, coalesce(gone_owners, 0) AS gone_owners
        FROM every_place CROSS JOIN month LEFT JOIN counted USING (law, place) LEFT JOIN counted_owners USING (law, place)
    )
    INSERT INTO risk_flow
    SELECT day, law, place, since, facilities, workers, without_workers, owners, without_owner,
        CASE WHEN since IS NOT NULL THEN entered END, CASE WHEN since IS NOT NULL THEN gone END,
        CASE WHEN since IS NOT NULL THEN entered_workers END, CASE WHEN since IS NOT NULL THEN gone_workers END,
        CASE WHEN since IS NOT NULL THEN entered_owners END, CASE WHEN since IS NOT NULL THEN gone_owners END
    FROM with_nothing_as_zero
$$;
COMMENT ON FUNCTION count_flow IS 'Counts the flow of a day just scored, for every region and the whole country under both laws.';
-- What an act in the ledger of degrees set by hand must meet, whoever writes it: refusals carry a name that the screen puts into words.

CREATE FUNCTION refuse_act(refusal text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Refused: %', refusal USING ERRCODE = 'check_violation', CONSTRAINT = refusal;
END $$;
COMMENT ON FUNCTION refuse_act IS 'Ends the transaction with a refusal under a name.';

-- As the owner, for the posts of people and the facilities are not the writer's to read; row-level security is met after it.
CREATE FUNCTION complete_override() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    last_act degree_override;
BEGIN
    SELECT f.region_code INTO NEW.region_code FROM facility f WHERE f.facility_id = NEW.facility_id;
    IF NOT FOUND THEN
        PERFORM refuse_act('no_such_facility');
    END IF;
    SELECT * INTO last_act FROM degree_override o WHERE (o.facility_id, o.law) = (NEW.facility_id, NEW.law) ORDER BY o.entry_no DESC LIMIT 1;
    IF NEW.entry_no IS DISTINCT FROM coalesce(last_act.entry_no, 0) + 1 THEN
        PERFORM refuse_act('changed_meanwhile');
    ELSIF NEW.action = 'set' AND NOT coalesce(NEW.degree = ANY (degrees_of(NEW.law, NEW.valid_from)), false) THEN
        PERFORM refuse_act('degree_unknown_to_law');
    ELSIF NEW.action = 'withdrawn' AND NOT coalesce(last_act.expires_on >= NEW.valid_from, false) THEN
        PERFORM refuse_act('nothing_to_withdraw');
    END IF;
    SELECT u.name_kk, u.name_ru, u.name_en INTO NEW.author_kk, NEW.author_ru, NEW.author_en FROM app_user u WHERE u.user_code = NEW.author_code;
    RETURN NEW;
END $$;
CREATE TRIGGER complete BEFORE INSERT ON degree_override FOR EACH ROW EXECUTE FUNCTION complete_override();

CREATE FUNCTION record_override() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO audit_event (user_code, role, action, object, before, after)
    SELECT NEW.author_code, NEW.author_role, CASE NEW.action WHEN 'set' THEN 'set_degree_by_hand' ELSE 'withdraw_degree_by_hand' END,
        NEW.facility_id || ' ' || NEW.law, (
            SELECT to_jsonb(o) FROM degree_override o
            WHERE (o.facility_id, o.law, o.entry_no) = (NEW.facility_id, NEW.law, NEW.entry_no - 1)), to_jsonb(NEW);
    PERFORM move_data_version();
    RETURN NULL;
END $$;
COMMENT ON FUNCTION record_override IS 'Every act stands in the audit trail beside the act before it, and every cache looks again.';
CREATE TRIGGER record AFTER INSERT ON degree_override FOR EACH ROW EXECUTE FUNCTION record_override();

CREATE FUNCTION refuse_change_of_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The ledger of degrees set by hand is append only.';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE ON degree_override FOR EACH ROW
    WHEN (to_jsonb(OLD) - 'region_code' IS DISTINCT FROM to_jsonb(NEW) - 'region_code') EXECUTE FUNCTION refuse_change_of_ledger();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON degree_override
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_ledger();
-- Changing a rule of the statutory degree: who may, what it would do to the degrees, and the one way to write it.

CREATE FUNCTION ministry_of_law(asked_law text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE asked_law WHEN 'labour' THEN 'mlspp' WHEN 'industrial_safety' THEN 'mes' END
$$;
COMMENT ON FUNCTION ministry_of_law IS 'The ministry that answers for the criteria of the degree under a law.';

CREATE FUNCTION app_may_change_rules_of(asked_law text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(app_role() = 'minister' AND app_body() = ministry_of_law(asked_law), false)
$$;
COMMENT ON FUNCTION app_may_change_rules_of IS 'The asker is the minister whose ministry answers for the law; nobody else changes its rules.';

CREATE FUNCTION degrees_if(asked_law text, asked_constants jsonb, asked_indicators jsonb)
RETURNS TABLE (region_code text, degree_before degree, degree_after degree, facility_count bigint) LANGUAGE plpgsql STABLE AS $$
DECLARE
    day date := (SELECT max(scored_on) FROM risk_run);
    newest risk_rule := (SELECT r FROM risk_rule r WHERE r.law = asked_law ORDER BY r.version DESC LIMIT 1);
    proposed risk_terms := terms_from(newest.version, newest.regime, asked_constants, asked_indicators);
    labour risk_terms := CASE asked_law WHEN 'labour' THEN proposed ELSE terms_on('labour', day) END;
    safety risk_terms := CASE asked_law WHEN 'labour' THEN terms_on('industrial_safety', day) ELSE proposed END;
BEGIN
    RETURN QUERY
    WITH both_times AS (
        SELECT s.region_code, CASE asked_law WHEN 'labour' THEN s.labour_degree ELSE s.safety_degree END AS before,
            CASE asked_law WHEN 'labour' THEN coalesce(h.labour_degree, d.labour_degree) ELSE coalesce(h.safety_degree, d.safety_degree) END AS after
        FROM degrees_under(labour, safety, day) d
        JOIN risk_score s ON s.facility_id = d.facility_id AND s.valid_to = 'infinity'
        LEFT JOIN set_by_hand_on(day) h ON h.facility_id = d.facility_id
    )
    SELECT b.region_code, b.before, b.after, count(*) FROM both_times b GROUP BY 1, 2, 3;
END $$;
COMMENT ON FUNCTION degrees_if IS 'Facilities by region, degree of the last scoring and degree under a rule only proposed, with what was known on that day; those set by hand keep their degree. Nothing is written.';

CREATE FUNCTION change_risk_rule(asked_law text, base_version integer, asked_from date, asked_constants jsonb, asked_indicators jsonb, why text)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    base risk_rule;
    made integer := base_version + 1;
BEGIN
    IF NOT app_may_change_rules_of(asked_law) THEN
        RAISE EXCEPTION 'Only the minister who answers for the law changes its rules.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('risk_rule'));  -- one editor at a time; the second then finds a newer version
    IF NOT pg_try_advisory_xact_lock(hashtext('risk_scoring')) THEN
        RAISE EXCEPTION 'Refused: a day is being scored' USING ERRCODE = 'check_violation', CONSTRAINT = 'scoring_is_under_way';
    END IF;
    SELECT * INTO base FROM risk_rule WHERE law = asked_law ORDER BY version DESC LIMIT 1;
    IF base.version IS DISTINCT FROM base_version THEN
        RAISE EXCEPTION 'Refused: another version was made meanwhile' USING ERRCODE = 'check_violation', CONSTRAINT = 'changed_meanwhile';
    ELSIF asked_from IS NULL OR asked_from <= (SELECT max(scored_on) FROM risk_run) THEN
        RAISE EXCEPTION 'Refused: the day has been scored' USING ERRCODE = 'check_violation', CONSTRAINT = 'day_is_scored';
    END IF;
    INSERT INTO risk_rule (law, version, regime, valid_from, constants, status, source_url, note_kk, note_ru, note_en,
                           changed_by, changed_by_kk, changed_by_ru, changed_by_en, changed_at, reason)
    SELECT asked_law, made, base.regime, asked_from, asked_constants, 'unchecked', base.source_url, base.note_kk, base.note_ru, base.note_en,
        coalesce(app_user_code(), ''), u.name_kk, u.name_ru, u.name_en, clock_timestamp(), coalesce(why, '')
    FROM (SELECT 1) AS one_row LEFT JOIN app_user u ON u.user_code = app_user_code();
    INSERT INTO risk_rule_indicator (law, version, reason_code, points_each, most_counted, is_assumption)
    SELECT asked_law, made, i.key, CAST(i.value ->> 'points_each' AS numeric), CAST(i.value ->> 'most_counted' AS integer),
        coalesce(CAST(i.value ->> 'is_assumption' AS boolean), true)
    FROM jsonb_each(asked_indicators) AS i;
    INSERT INTO audit_event (user_code, role, action, object, before, after)
    VALUES (app_user_code(), app_role(), 'change_risk_rule', asked_law, rule_in_full(asked_law, base_version), rule_in_full(asked_law, made));
    PERFORM move_data_version();
    RETURN made;
END $$;
COMMENT ON FUNCTION change_risk_rule IS 'Writes the next version of a rule with its reason and its entry in the audit trail; returns its number. Refuses who may not, a base that is no longer the newest (changed_meanwhile), a first day on or before the last day scored (day_is_scored), a change while a day is being scored (scoring_is_under_way), constants without sense (constants_make_sense).';
REVOKE ALL ON FUNCTION change_risk_rule FROM PUBLIC;
GRANT EXECUTE ON FUNCTION change_risk_rule TO map_writer;
-- Choosing what is counted for an instruction: who may, what is refused, and the one way to write it.

CREATE FUNCTION app_may_set_measures() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(app_role() IN ('pm_office', 'controller'), false)
$$;
COMMENT ON FUNCTION app_may_set_measures IS 'The asker issues or controls instructions: nobody chooses the measure he is held against.';

CREATE FUNCTION measure_refusal(m completion_measure) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN m.since > m.set_on THEN 'since_is_past'
        WHEN m.measure_code IN ('programme_done', 'systems_connected') AND NOT EXISTS (
            SELECT 1 FROM programme p
            WHERE p.programme_code = m.programme_code AND p.known_on <= m.set_on
              AND (p.kind_code = 'system_connection') = (m.measure_code = 'systems_connected')) THEN 'no_such_programme'
        WHEN m.measure_code = 'milestones' AND NOT EXISTS (SELECT 1 FROM milestone s WHERE s.instruction_id = m.instruction_id) THEN 'nothing_to_count'
        WHEN m.measure_code <> 'milestones' AND NOT EXISTS (SELECT 1 FROM measure_asked(m)) THEN 'nothing_to_count'
    END
$$;
COMMENT ON FUNCTION measure_refusal IS 'Why a measure cannot be the next version, by name; null where it can. Nothing to count: no facility of the set is in the register, or the instruction has no milestones.';

CREATE FUNCTION set_measure(asked_id bigint, base_version integer, code text, first_day date, programme text, region text, hazard_type text, why text)
RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    before completion_measure;
    made completion_measure;
    wrong text;
BEGIN
    IF NOT app_may_set_measures() THEN
        RAISE EXCEPTION 'The measure of an instruction is chosen by the Prime Minister''s Office or by the controller.' USING ERRCODE = 'insufficient_privilege';
    ELSIF NOT EXISTS (SELECT 1 FROM instruction i WHERE i.instruction_id = asked_id AND i.known_on <= today_in_kazakhstan()) OR NOT app_may_see_instruction(asked_id) THEN
        PERFORM refuse_act('no_such_instruction');
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('completion_measure'), hashtext(CAST(asked_id AS text)));  -- the second of two writers then finds a newer version
    SELECT * INTO before FROM completion_measure x WHERE x.instruction_id = asked_id ORDER BY x.version DESC LIMIT 1;
    made := (asked_id, coalesce(base_version, 0) + 1, code, first_day, programme, region, hazard_type, today_in_kazakhstan(),
             coalesce(why, ''), coalesce(why, ''), coalesce(why, ''), app_user_code(), '', '', '');
    wrong := CASE WHEN coalesce(before.version, 0) IS DISTINCT FROM base_version THEN 'changed_meanwhile'
                  WHEN code IS NULL AND before.measure_code IS NULL THEN 'nothing_to_withdraw'
                  WHEN code IS NOT NULL AND first_day IS NULL THEN 'since_is_past'
                  ELSE measure_refusal(made) END;
    IF wrong IS NOT NULL THEN
        PERFORM refuse_act(wrong);
    END IF;
    SELECT u.name_kk, u.name_ru, u.name_en INTO made.author_kk, made.author_ru, made.author_en FROM app_user u WHERE u.user_code = app_user_code();
    INSERT INTO completion_measure SELECT made.*;
    PERFORM refresh_measures(asked_id);
    INSERT INTO audit_event (user_code, role, action, object, before, after)
    VALUES (app_user_code(), app_role(), CASE WHEN code IS NULL THEN 'withdraw_measure' ELSE 'set_measure' END, CAST(asked_id AS text),
        CASE WHEN before.version IS NOT NULL THEN to_jsonb(before) END, to_jsonb(made));
    PERFORM move_data_version();
    RETURN made.version;
END $$;
COMMENT ON FUNCTION set_measure IS 'Writes the next version of what is counted for an instruction with its reason and its entry in the audit trail, and counts it; a null code withdraws the measure. Refuses who may not, a base that is no longer the newest (changed_meanwhile), and what measure_refusal names.';
REVOKE ALL ON FUNCTION set_measure FROM PUBLIC;
GRANT EXECUTE ON FUNCTION set_measure TO map_writer;

CREATE FUNCTION facilities_open(asked_id bigint, day date) RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 1000 AS $$
DECLARE
    m completion_measure := (SELECT x FROM measures_on(day) x WHERE x.instruction_id = asked_id);
BEGIN
    IF m.instruction_id IS NOT NULL AND app_may_see_instruction(asked_id) THEN
        RETURN QUERY SELECT f.facility_id FROM measure_facilities(m) f WHERE f.asked @> day AND NOT f.done @> day;
    END IF;
END $$;
COMMENT ON FUNCTION facilities_open IS 'Facilities where what an instruction asks is not known to be done on a day, of those the asker may see; none where he may not see the instruction. For the filters of the map.';
-- Where an inspector should go next: what a visit to each facility is worth, what it takes, and whether the law allows it yet.

CREATE FUNCTION law_of_inspector(inspecting_body text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN inspecting_body = 'slic' OR inspecting_body LIKE 'labour\_inspectorate\_%' THEN 'labour' ELSE 'industrial_safety' END
$$;
COMMENT ON FUNCTION law_of_inspector IS 'Law under which a body inspects: labour for the State Labour Inspection and its departments, industrial safety for the others.';

CREATE FUNCTION years_between_visits_on(day date, law text) RETURNS TABLE (degree degree, years integer) LANGUAGE sql STABLE ROWS 5 AS $$
WITH named_by_the_rule AS (
    SELECT key, CAST(value AS integer) AS years FROM jsonb_each_text((rule_on(law, day)).constants -> 'years_between_visits')
)
SELECT d, coalesce((SELECT years FROM named_by_the_rule WHERE key = CAST(d AS text)), (SELECT max(years) FROM named_by_the_rule))
FROM unnest(enum_range(CAST(NULL AS degree))) AS d
$$;
COMMENT ON FUNCTION years_between_visits_on IS 'Years a law in force on a day wants between planned visits, by degree. A degree the rule does not name waits as long as the longest it names; null where no rule is in force.';

CREATE FUNCTION severity_of(danger_radius_m integer, worker_count integer, population_inside numeric) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT 1 + CASE WHEN worker_count > 250 THEN 2 WHEN worker_count > 50 THEN 1 ELSE 0 END
             + CASE WHEN danger_radius_m >= 1000 THEN 2 WHEN danger_radius_m >= 300 THEN 1 ELSE 0 END
             + CASE WHEN population_inside >= 10000 THEN 3 WHEN population_inside >= 1000 THEN 2 WHEN population_inside > 0 THEN 1 ELSE 0 END
$$;
COMMENT ON FUNCTION severity_of IS 'How much an accident can hurt, 1 to 8, our own scale: 1 for any; more than 50 workers 1, than 250 2; danger radius from 300 m 1, from 1,000 m 2; settlements whose middle lies inside it 1, of 1,000 people 2, of 10,000 3.';

CREATE FUNCTION days_per_visit_on(day date) RETURNS TABLE (hazard_type_code text, days numeric, visit_count bigint, is_own boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off ROWS 20 AS $$
WITH visits AS (
    SELECT f.hazard_type_code, CAST(i.inspector_days AS double precision) AS inspector_days
    FROM inspection i JOIN facility f USING (facility_id)
    WHERE i.known_on <= day AND i.inspected_on > CAST(day - interval '1 year' AS date)
),
of_each_type AS (
    SELECT v.hazard_type_code, count(*) AS visit_count, percentile_cont(0.5) WITHIN GROUP (ORDER BY v.inspector_days) AS middle
    FROM visits v GROUP BY v.hazard_type_code
),
of_all AS (
    SELECT CASE WHEN count(*) >= 5 THEN percentile_cont(0.5) WITHIN GROUP (ORDER BY inspector_days) ELSE 2 END AS middle FROM visits
)
SELECT h.hazard_type_code,
    CAST(round(CAST(CASE WHEN t.visit_count >= 5 THEN t.middle ELSE (SELECT middle FROM of_all) END AS numeric), 1) AS numeric(6, 1)),
    coalesce(t.visit_count, 0), coalesce(t.visit_count >= 5, false)
FROM hazard_type h LEFT JOIN of_each_type t USING (hazard_type_code)
$$;
COMMENT ON FUNCTION days_per_visit_on IS 'Inspector-days a visit takes by hazard type: the median of the inspections of the year before a day, in the whole country whoever asks; that of all types below five inspections, and two days where there are not five of all.';

REVOKE ALL ON FUNCTION days_per_visit_on FROM PUBLIC;
GRANT EXECUTE ON FUNCTION days_per_visit_on TO map_reader, map_writer;

CREATE FUNCTION visit_cell(lon_e6 integer, lat_e6 integer, width_e6 integer) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT lon_e6 / width_e6 * 1000 + lat_e6 / width_e6 + CASE width_e6 WHEN 100000 THEN 0 ELSE 1000000000 END
$$;
COMMENT ON FUNCTION visit_cell IS 'Number of the cell a point lies in, of cells of a tenth of a degree or of one; points and width in millionths of a degree.';

CREATE FUNCTION reach_of_facilities() RETURNS TABLE (facility_id bigint, population_inside bigint, severity integer) LANGUAGE sql STABLE AS $$
WITH placed AS MATERIALIZED (
    SELECT f.facility_id, f.danger_radius_m, f.employee_count, ST_X(f.geom) AS lon, ST_Y(f.geom) AS lat,
        visit_cell(CAST(ST_X(f.geom) * 1e6 AS integer), CAST(ST_Y(f.geom) * 1e6 AS integer),
                   CASE WHEN f.danger_radius_m < 5000 THEN 100000 ELSE 1000000 END) AS cell  -- wider than the radius
    FROM facility f
),
settlements_by_cell AS (  -- each in its own cell and in the eight around it, so that a facility finds all near it in the cell it lies in
    SELECT t.population, t.lon, t.lat, visit_cell(CAST(t.lon * 1e6 AS integer) + east * cell, CAST(t.lat * 1e6 AS integer) + north * cell, cell) AS cell
    FROM (SELECT population, ST_X(geom) AS lon, ST_Y(geom) AS lat FROM settlement) AS t,
        unnest(ARRAY[100000, 1000000]) AS cell, generate_series(-1, 1) AS east, generate_series(-1, 1) AS north
),
in_danger AS (
    SELECT s.facility_id, sum(t.population) AS population
    FROM placed s JOIN settlements_by_cell t USING (cell)
    WHERE ((t.lon - s.lon) * cos(radians(t.lat))) ^ 2 + (t.lat - s.lat) ^ 2 <= (CAST(s.danger_radius_m AS double precision) / 111195) ^ 2
    GROUP BY s.facility_id
)
SELECT p.facility_id, coalesce(i.population, 0), severity_of(p.danger_radius_m, p.employee_count, i.population)
FROM placed p LEFT JOIN in_danger i USING (facility_id)
$$;
COMMENT ON FUNCTION reach_of_facilities IS 'Of every facility the population of the settlements whose middle lies inside its danger radius, and the severity it has with them. Kept on each score, since it takes a second and does not change with the day.';

CREATE FUNCTION visit_candidates_on(day date, asked_law text) RETURNS TABLE (
    facility_id bigint, region_code text, hazard_type_code text, degree degree, points numeric, probability double precision, severity integer,
    harm double precision, last_inspected_on date, last_visited_on date, allowed_on date, is_allowed boolean
) LANGUAGE sql STABLE AS $$
WITH scored AS (
    SELECT s.facility_id, s.region_code, s.hazard_type_code, CASE asked_law WHEN 'labour' THEN s.labour_degree ELSE s.safety_degree END AS degree,
        s.points, s.probability, s.severity, s.last_inspected_on
    FROM risk_score s
    WHERE s.valid_from <= day AND s.valid_to > day
),
last_visits AS (
    SELECT i.facility_id, max(i.inspected_on) AS visited_on,
        max(i.inspected_on) FILTER (WHERE i.kind_code IN ('scheduled', 'preventive')) AS planned_visit_on
    FROM inspection i
    WHERE i.known_on <= day AND law_of_inspector(i.body_code) = asked_law
    GROUP BY i.facility_id
),
allowed_from AS (
    SELECT s.*, v.visited_on, CAST(v.planned_visit_on + make_interval(years => y.years) AS date) AS allowed_on
    FROM scored s LEFT JOIN years_between_visits_on(day, asked_law) y USING (degree) LEFT JOIN last_visits v USING (facility_id)
)
SELECT a.facility_id, a.region_code, a.hazard_type_code, a.degree, a.points, a.probability, a.severity, a.probability * a.severity,
    a.last_inspected_on, a.visited_on, a.allowed_on, coalesce(a.allowed_on <= day, true)
FROM allowed_from a
$$;
COMMENT ON FUNCTION visit_candidates_on IS 'Every facility as scored on a day, as a visit under a law sees it: harm is probability times severity, null where no model was fitted; the last visit under the law and the day from which it allows the next.';
-- From which day the law allows the next planned visit to a facility, by the degree it has.

CREATE FUNCTION last_planned_visit_on(asked_id bigint, asked_law text, day date) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT max(i.inspected_on) FROM inspection i
    WHERE i.facility_id = asked_id AND i.known_on <= day AND i.kind_code IN ('scheduled', 'preventive')
      AND law_of_inspector(i.body_code) = asked_law
$$;
COMMENT ON FUNCTION last_planned_visit_on IS 'Last planned visit to a facility under a law, as known on a day. Unscheduled and follow-up visits have grounds of their own and hold no planned one back.';

CREATE FUNCTION next_visit_allowed_on(asked_law text, of_degree degree, last_visited_on date, day date) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT CAST(last_visited_on + make_interval(years => y.years) AS date)
    FROM years_between_visits_on(day, asked_law) y WHERE y.degree = of_degree
$$;
COMMENT ON FUNCTION next_visit_allowed_on IS 'First day on which the rule in force on a day allows the next planned visit: the same day so many years after the last one. Null where no planned visit is known or no rule is in force: nothing holds it back.';
-- Facilities alike in all the map can be narrowed or coloured by, counted: what far-out tiles and counts read under filters that cells
-- and totals do not know, and what these are moved by. Kept up to date by what changed.

CREATE TABLE facility_alike (
    valid_from date NOT NULL,
    valid_to date NOT NULL DEFAULT 'infinity' CHECK (valid_to > valid_from),
    cell_x smallint NOT NULL,
    cell_y smallint NOT NULL,
    marks integer NOT NULL,
    labour_mark integer NOT NULL GENERATED ALWAYS AS (mark_of(marks, 'labour_degree')) STORED,
    safety_mark integer NOT NULL GENERATED ALWAYS AS (mark_of(marks, 'safety_degree')) STORED,
    size_class size_class NOT NULL,
    facility_count integer NOT NULL CHECK (facility_count > 0),
    lon_e6_sum bigint NOT NULL,
    lat_e6_sum bigint NOT NULL,
    region_code text NOT NULL,
    district_code text NOT NULL,
    hazard_type_code text NOT NULL,
    activity_code text NOT NULL,
    PRIMARY KEY (valid_to, cell_x, cell_y, marks, size_class, region_code, district_code, hazard_type_code, activity_code)
        INCLUDE (valid_from, labour_mark, safety_mark, facility_count, lon_e6_sum, lat_e6_sum)  -- the index alone answers for a day
);
CREATE INDEX facility_alike_of_region ON facility_alike (region_code, valid_to);  -- one a filter: small, and several are combined
CREATE INDEX facility_alike_of_district ON facility_alike (district_code, valid_to);
CREATE INDEX facility_alike_of_hazard ON facility_alike (hazard_type_code, valid_to);
CREATE INDEX facility_alike_of_activity ON facility_alike (activity_code, valid_to);
CREATE INDEX facility_alike_of_size ON facility_alike (size_class, valid_to);
CREATE INDEX facility_alike_of_labour_degree ON facility_alike (labour_mark, valid_to);
CREATE INDEX facility_alike_of_safety_degree ON facility_alike (safety_mark, valid_to);
COMMENT ON TABLE facility_alike IS 'Facilities of a cell alike in all the map can be narrowed or coloured by, counted from the run of valid_from until the run that changed the count; empty codes: none known.';
COMMENT ON COLUMN facility_alike.cell_x IS 'Tile of zoom 10 that holds the points, a cell of a map tile of zoom 6; -1 for facilities without a point, whose sums are 0.';
COMMENT ON COLUMN facility_alike.marks IS 'As risk_score.marks, the harm potential left out: no mark of several facilities shows it.';
COMMENT ON COLUMN facility_alike.labour_mark IS 'Number of the degree under labour law (degree_mark), out of marks; safety_mark that under industrial safety.';
COMMENT ON COLUMN facility_alike.lon_e6_sum IS 'Sum of longitudes, millionths of a degree: divided by the count it places the cluster at the mean of its members.';

CREATE FUNCTION alike_moved_on(day date, is_anew boolean) RETURNS TABLE (
    cell_x smallint, cell_y smallint, marks integer, size_class size_class, region_code text, district_code text, hazard_type_code text,
    activity_code text, facility_count bigint, lon_e6_sum bigint, lat_e6_sum bigint
) LANGUAGE sql STABLE AS $$
    WITH begun_and_ended AS (
        SELECT 1 AS sign, s.cell_x, s.cell_y, s.marks, s.size_class, s.region_code, s.district_code, s.hazard_type_code, s.activity_code,
            s.lon_e6, s.lat_e6
        FROM risk_score s WHERE s.valid_to = 'infinity' AND (s.valid_from = day OR is_anew)
        UNION ALL
        SELECT -1, s.cell_x, s.cell_y, s.marks, s.size_class, s.region_code, s.district_code, s.hazard_type_code, s.activity_code, s.lon_e6, s.lat_e6
        FROM risk_score s WHERE s.valid_to = day AND NOT is_anew
    )
    SELECT CAST(coalesce(b.cell_x, -1) AS smallint), CAST(coalesce(b.cell_y, -1) AS smallint), b.marks - 10000000 * mark_of(b.marks, 'harm_potential'),
        b.size_class, b.region_code, coalesce(b.district_code, ''), b.hazard_type_code, coalesce(b.activity_code, ''),
        sum(sign), coalesce(sum(sign * CAST(lon_e6 AS bigint)), 0), coalesce(sum(sign * CAST(lat_e6 AS bigint)), 0)
    FROM begun_and_ended b
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
    HAVING sum(sign) <> 0 OR sum(sign * CAST(lon_e6 AS bigint)) <> 0 OR sum(sign * CAST(lat_e6 AS bigint)) <> 0
$$;
COMMENT ON FUNCTION alike_moved_on IS 'By how much the run of a day moved each count of facilities alike; all of the day where they are counted anew.';

CREATE FUNCTION count_alike(day date, is_anew boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    CREATE TEMP TABLE moved ON COMMIT DROP AS SELECT * FROM alike_moved_on(day, is_anew);
    ANALYZE moved;
    CREATE TEMP TABLE before ON COMMIT DROP AS
    SELECT a.* FROM facility_alike a
    JOIN moved m USING (cell_x, cell_y, marks, size_class, region_code, district_code, hazard_type_code, activity_code)
    WHERE a.valid_to = 'infinity';
    ANALYZE before;

    UPDATE facility_alike a SET valid_to = day FROM before b
    WHERE a.valid_to = 'infinity'
      AND (a.cell_x, a.cell_y, a.marks, a.size_class, a.region_code, a.district_code, a.hazard_type_code, a.activity_code)
        = (b.cell_x, b.cell_y, b.marks, b.size_class, b.region_code, b.district_code, b.hazard_type_code, b.activity_code);
    INSERT INTO facility_alike (valid_from, cell_x, cell_y, marks, size_class, region_code, district_code, hazard_type_code, activity_code,
        facility_count, lon_e6_sum, lat_e6_sum)
    SELECT day, m.cell_x, m.cell_y, m.marks, m.size_class, m.region_code, m.district_code, m.hazard_type_code, m.activity_code,
        m.facility_count + coalesce(b.facility_count, 0), m.lon_e6_sum + coalesce(b.lon_e6_sum, 0), m.lat_e6_sum + coalesce(b.lat_e6_sum, 0)
    FROM moved m LEFT JOIN before b USING (cell_x, cell_y, marks, size_class, region_code, district_code, hazard_type_code, activity_code)
    WHERE m.facility_count + coalesce(b.facility_count, 0) > 0;
    DROP TABLE moved, before;
END $$;
COMMENT ON FUNCTION count_alike IS 'Moves the counts of facilities alike by what the run of a day changed; the first run fills them.';
-- Counted beforehand: what a map tile below zoom 7 and the legend read instead of a million facilities. Kept up to date by what changed.

CREATE TABLE facility_cell (
    colour text NOT NULL,
    zoom integer NOT NULL CHECK (zoom BETWEEN 3 AND 6),
    cell_x integer NOT NULL,
    cell_y integer NOT NULL,
    region_code text NOT NULL,
    hazard_type_code text NOT NULL,
    mark integer NOT NULL,
    valid_from date NOT NULL,
    valid_to date NOT NULL DEFAULT 'infinity' CHECK (valid_to > valid_from),
    facility_count integer NOT NULL CHECK (facility_count > 0),
    gross_count integer NOT NULL,
    significant_count integer NOT NULL,
    minor_count integer NOT NULL,
    clean_count integer NOT NULL,
    not_inspected_count integer NOT NULL,
    lon_e6_sum bigint NOT NULL,
    lat_e6_sum bigint NOT NULL,
    PRIMARY KEY (zoom, colour, hazard_type_code, cell_x, cell_y, region_code, mark, valid_from)
);
COMMENT ON TABLE facility_cell IS 'Facilities counted beforehand by cell and class of a colouring, from the run of valid_from until the run that changed the count.';
COMMENT ON COLUMN facility_cell.colour IS 'Colouring of the map (map_colours); mark is the class in it.';
COMMENT ON COLUMN facility_cell.cell_x IS 'Web Mercator cell, sixteen to the side of a tile of the zoom, counted from the west.';
COMMENT ON COLUMN facility_cell.hazard_type_code IS 'Empty: facilities of every hazard type together, so that a map without that filter reads few rows.';
COMMENT ON COLUMN facility_cell.gross_count IS 'Of them by violation class of 12 quarters: gross, significant, minor, clean, not inspected; the rest is without data.';
COMMENT ON COLUMN facility_cell.lon_e6_sum IS 'Sum of longitudes, millionths of a degree: divided by the count it places the cluster at the mean of its members.';

CREATE TABLE facility_total (
    colour text NOT NULL,
    region_code text NOT NULL,
    district_code text NOT NULL,
    hazard_type_code text NOT NULL,
    activity_code text NOT NULL,
    size_class size_class NOT NULL,
    is_on_map boolean NOT NULL,
    mark integer NOT NULL,
    valid_from date NOT NULL,
    valid_to date NOT NULL DEFAULT 'infinity' CHECK (valid_to > valid_from),
    facility_count integer NOT NULL CHECK (facility_count > 0),
    PRIMARY KEY (colour, region_code, district_code, hazard_type_code, activity_code, size_class, is_on_map, mark, valid_from)
);
COMMENT ON TABLE facility_total IS 'Facilities counted beforehand by every choice of the map''s filters, for legends and counts beside the choices; empty codes: none known.';

CREATE FUNCTION moved_on(day date, is_anew boolean) RETURNS TABLE (sign integer, alike facility_alike) LANGUAGE sql STABLE ROWS 200000 AS $$
    SELECT 1, a FROM facility_alike a WHERE a.valid_to = 'infinity' AND (a.valid_from = day OR is_anew)
    UNION ALL
    SELECT -1, a FROM facility_alike a WHERE a.valid_to = day AND NOT is_anew
$$;
COMMENT ON FUNCTION moved_on IS 'Counts of facilities alike that began (1) and ended (-1) with the run of a day, or all of the day where cells and totals begin anew: what these have to be moved by.';

CREATE FUNCTION cells_moved_on(day date, is_anew boolean) RETURNS TABLE (
    colour text, zoom integer, cell_x integer, cell_y integer, region_code text, hazard_type_code text, mark integer,
    facility_count bigint, gross_count bigint, significant_count bigint, minor_count bigint, clean_count bigint, not_inspected_count bigint,
    lon_e6_sum bigint, lat_e6_sum bigint
) LANGUAGE sql STABLE AS $$
    WITH placed AS (
        SELECT (alike).region_code, (alike).hazard_type_code, (alike).marks, (alike).cell_x AS x, (alike).cell_y AS y,
            sign * (alike).facility_count AS n, sign * (alike).lon_e6_sum AS lon, sign * (alike).lat_e6_sum AS lat
        FROM moved_on(day, is_anew)
        WHERE (alike).cell_x >= 0
    ),
    counted_by_all_marks AS (
        SELECT x, y, region_code, hazard_type_code, marks, marks / 100 % 10 AS violations, sum(n) AS n, sum(lon) AS lon, sum(lat) AS lat
        FROM placed
        GROUP BY x, y, region_code, hazard_type_code, marks
        HAVING sum(n) <> 0 OR sum(lon) <> 0 OR sum(lat) <> 0
    ),
    counted_at_the_finest AS MATERIALIZED (
        SELECT c.colour, x, y, region_code, hazard_type_code, marks / c.place % 10 AS mark,
            sum(n) AS n, coalesce(sum(n) FILTER (WHERE violations = 5), 0) AS gross, coalesce(sum(n) FILTER (WHERE violations = 4), 0) AS significant,
            coalesce(sum(n) FILTER (WHERE violations = 3), 0) AS minor, coalesce(sum(n) FILTER (WHERE violations = 2), 0) AS clean,
            coalesce(sum(n) FILTER (WHERE violations = 1), 0) AS not_inspected, sum(lon) AS lon, sum(lat) AS lat
        FROM counted_by_all_marks, map_colours() c
        GROUP BY c.colour, x, y, region_code, hazard_type_code, marks / c.place % 10
        HAVING sum(n) <> 0 OR sum(lon) <> 0 OR sum(lat) <> 0 OR bool_or(violations > 0)
    )
    SELECT f.colour, z.zoom, f.x >> z.coarser, f.y >> z.coarser, f.region_code, coalesce(f.hazard_type_code, ''), f.mark,
        CAST(sum(n) AS bigint), CAST(sum(gross) AS bigint), CAST(sum(significant) AS bigint), CAST(sum(minor) AS bigint), CAST(sum(clean) AS bigint),
        CAST(sum(not_inspected) AS bigint), CAST(sum(lon) AS bigint), CAST(sum(lat) AS bigint)
    FROM counted_at_the_finest f, (VALUES (3, 3), (4, 2), (5, 1), (6, 0)) AS z (zoom, coarser)
    GROUP BY GROUPING SETS ((f.colour, z.zoom, f.x >> z.coarser, f.y >> z.coarser, f.region_code, f.mark),
                            (f.colour, z.zoom, f.x >> z.coarser, f.y >> z.coarser, f.region_code, f.mark, f.hazard_type_code))
    HAVING sum(n) <> 0 OR sum(gross) <> 0 OR sum(significant) <> 0 OR sum(minor) <> 0 OR sum(clean) <> 0 OR sum(not_inspected) <> 0
        OR sum(lon) <> 0 OR sum(lat) <> 0
$$;
COMMENT ON FUNCTION cells_moved_on IS 'By how much the run of a day moved each cell.';

CREATE FUNCTION totals_moved_on(day date, is_anew boolean) RETURNS TABLE (
    colour text, region_code text, district_code text, hazard_type_code text, activity_code text, size_class size_class,
    is_on_map boolean, mark integer, facility_count bigint
) LANGUAGE sql STABLE AS $$
    WITH counted_by_all_marks AS (
        SELECT (alike).region_code, (alike).district_code, (alike).hazard_type_code, (alike).activity_code, (alike).size_class,
            (alike).cell_x >= 0 AS is_on_map, (alike).marks, sum(sign * (alike).facility_count) AS n
        FROM moved_on(day, is_anew)
        GROUP BY 1, 2, 3, 4, 5, 6, 7
    )
    SELECT c.colour, region_code, district_code, hazard_type_code, activity_code, size_class, is_on_map,
        marks / c.place % 10, CAST(sum(n) AS bigint)
    FROM counted_by_all_marks, map_colours() c
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
    HAVING sum(n) <> 0
$$;
COMMENT ON FUNCTION totals_moved_on IS 'By how much the run of a day moved each total.';
-- Moving the counts of the map by what a run changed.

CREATE FUNCTION count_cells(day date, is_anew boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    CREATE TEMP TABLE moved ON COMMIT DROP AS SELECT * FROM cells_moved_on(day, is_anew);
    CREATE TEMP TABLE before ON COMMIT DROP AS
    SELECT c.* FROM facility_cell c JOIN moved m USING (zoom, colour, hazard_type_code, cell_x, cell_y, region_code, mark)
    WHERE c.valid_to = 'infinity';

    UPDATE facility_cell c SET valid_to = day FROM before b
    WHERE c.valid_to = 'infinity' AND (c.zoom, c.colour, c.hazard_type_code, c.cell_x, c.cell_y, c.region_code, c.mark)
        = (b.zoom, b.colour, b.hazard_type_code, b.cell_x, b.cell_y, b.region_code, b.mark);
    INSERT INTO facility_cell
    SELECT m.colour, m.zoom, m.cell_x, m.cell_y, m.region_code, m.hazard_type_code, m.mark, day, 'infinity',
        m.facility_count + coalesce(b.facility_count, 0), m.gross_count + coalesce(b.gross_count, 0),
        m.significant_count + coalesce(b.significant_count, 0), m.minor_count + coalesce(b.minor_count, 0),
        m.clean_count + coalesce(b.clean_count, 0), m.not_inspected_count + coalesce(b.not_inspected_count, 0),
        m.lon_e6_sum + coalesce(b.lon_e6_sum, 0), m.lat_e6_sum + coalesce(b.lat_e6_sum, 0)
    FROM moved m LEFT JOIN before b USING (zoom, colour, hazard_type_code, cell_x, cell_y, region_code, mark)
    WHERE m.facility_count + coalesce(b.facility_count, 0) > 0;
    DROP TABLE moved, before;
END $$;
COMMENT ON FUNCTION count_cells IS 'Moves the cells by what the run of a day changed; the first run fills them.';

CREATE FUNCTION count_totals(day date, is_anew boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    CREATE TEMP TABLE moved ON COMMIT DROP AS SELECT * FROM totals_moved_on(day, is_anew);
    CREATE TEMP TABLE before ON COMMIT DROP AS
    SELECT t.* FROM facility_total t
    JOIN moved m USING (colour, region_code, district_code, hazard_type_code, activity_code, size_class, is_on_map, mark)
    WHERE t.valid_to = 'infinity';

    UPDATE facility_total t SET valid_to = day FROM before b
    WHERE t.valid_to = 'infinity'
      AND (t.colour, t.region_code, t.district_code, t.hazard_type_code, t.activity_code, t.size_class, t.is_on_map, t.mark)
        = (b.colour, b.region_code, b.district_code, b.hazard_type_code, b.activity_code, b.size_class, b.is_on_map, b.mark);
    INSERT INTO facility_total
    SELECT m.colour, m.region_code, m.district_code, m.hazard_type_code, m.activity_code, m.size_class, m.is_on_map, m.mark, day, 'infinity',
        m.facility_count + coalesce(b.facility_count, 0)
    FROM moved m LEFT JOIN before b USING (colour, region_code, district_code, hazard_type_code, activity_code, size_class, is_on_map, mark)
    WHERE m.facility_count + coalesce(b.facility_count, 0) > 0;
    DROP TABLE moved, before;
END $$;
COMMENT ON FUNCTION count_totals IS 'Moves the totals by what the run of a day changed; the first run fills them.';

CREATE FUNCTION is_counted_right() RETURNS boolean LANGUAGE sql STABLE AS $$
    WITH scored AS (
        SELECT region_code, count(*) AS n FROM risk_score WHERE valid_to = 'infinity' GROUP BY region_code
    ),
    counted AS (
        SELECT region_code, sum(facility_count) AS n FROM facility_total
        WHERE valid_to = 'infinity' AND colour = 'labour_degree' GROUP BY region_code
    )
    SELECT NOT EXISTS (
        SELECT 1 FROM scored s FULL JOIN counted c USING (region_code) WHERE s.n IS DISTINCT FROM c.n)
$$;
COMMENT ON FUNCTION is_counted_right IS 'The totals of every region are those of the facilities themselves; not so after a facility moved to another region, which moves its whole past.';

CREATE FUNCTION end_counts(day date) RETURNS void LANGUAGE sql AS $$
    DELETE FROM facility_alike WHERE valid_from = day;
    UPDATE facility_alike SET valid_to = day WHERE valid_to = 'infinity';
    DELETE FROM facility_cell WHERE valid_from = day;
    UPDATE facility_cell SET valid_to = day WHERE valid_to = 'infinity';
    DELETE FROM facility_total WHERE valid_from = day;
    UPDATE facility_total SET valid_to = day WHERE valid_to = 'infinity';
$$;
COMMENT ON FUNCTION end_counts IS 'Ends every count with the run of a day, so that it can be counted anew.';

CREATE FUNCTION count_map(day date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM count_alike(day, false);
    PERFORM count_cells(day, false);
    PERFORM count_totals(day, false);
    IF NOT is_counted_right() THEN
        PERFORM end_counts(day);
        PERFORM count_alike(day, true);
        PERFORM count_cells(day, true);
        PERFORM count_totals(day, true);
    END IF;
END $$;
COMMENT ON FUNCTION count_map IS 'Moves what is counted beforehand by what the run of a day changed, and counts them anew where that does not add up.';
-- Keeping scores: only what changed gets a row; scoring an earlier day rewinds first.

CREATE FUNCTION rewind_scores(day date) RETURNS void LANGUAGE sql AS $$
    DELETE FROM risk_score WHERE valid_from >= day;
    UPDATE risk_score SET valid_to = 'infinity' WHERE valid_to >= day AND valid_to < 'infinity';
    DELETE FROM facility_alike WHERE valid_from >= day;
    UPDATE facility_alike SET valid_to = 'infinity' WHERE valid_to >= day AND valid_to < 'infinity';
    DELETE FROM facility_cell WHERE valid_from >= day;
    UPDATE facility_cell SET valid_to = 'infinity' WHERE valid_to >= day AND valid_to < 'infinity';
    DELETE FROM facility_total WHERE valid_from >= day;
    UPDATE facility_total SET valid_to = 'infinity' WHERE valid_to >= day AND valid_to < 'infinity';
    DELETE FROM risk_run WHERE scored_on >= day;
$$;
COMMENT ON FUNCTION rewind_scores IS 'Forgets every run on or after a day, so that the day can be scored again.';

CREATE FUNCTION record_scores(day date) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    rows_changed integer;
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtext('risk_scoring'));  -- no rule changes while a day is being scored
    CREATE TEMP TABLE scored ON COMMIT DROP AS
    SELECT s.*, r.population_inside, r.severity, p.probability, p.model_version, p.contributions
    FROM score_on(day) s JOIN reach_of_facilities() r USING (facility_id) LEFT JOIN probability_on(day) p USING (facility_id);
    ALTER TABLE scored ADD PRIMARY KEY (facility_id);
    UPDATE scored s SET safety_degree = coalesce(h.safety_degree, s.safety_degree), labour_degree = coalesce(h.labour_degree, s.labour_degree),
        reasons = hand_reason('industrial_safety', h.safety_degree, s.safety_degree) || hand_reason('labour', h.labour_degree, s.labour_degree) || s.reasons
    FROM set_by_hand_on(day) h WHERE h.facility_id = s.facility_id;
    ANALYZE scored (facility_id);  -- what the joins below ask of it

    CREATE TEMP TABLE changed ON COMMIT DROP AS
    SELECT s.facility_id, r.facility_id IS NOT NULL AS had_row FROM scored s
    LEFT JOIN risk_score r ON r.facility_id = s.facility_id AND r.valid_to = 'infinity'
    WHERE (r.region_code, r.district_code, r.hazard_type_code, r.activity_code, r.size_class, r.lon_e6, r.lat_e6, r.safety_degree,
           r.labour_degree, r.points, r.violation_class, r.last_inspected_on, r.inspection_age, r.overdue_prescription_count,
           r.gross_open_count, r.accident_count, r.fatal_accident_count, r.insurance, r.harm_potential, r.population_inside, r.severity, r.reasons,
           r.model_version, r.contributions)
        IS DISTINCT FROM
          (s.region_code, s.district_code, s.hazard_type_code, s.activity_code, s.size_class, s.lon_e6, s.lat_e6, s.safety_degree,
           s.labour_degree, s.points, s.violation_class, s.last_inspected_on, s.inspection_age, s.overdue_prescription_count,
           s.gross_open_count, s.accident_count, s.fatal_accident_count, s.insurance, s.harm_potential, s.population_inside, s.severity, s.reasons,
           s.model_version, s.contributions);  -- and so the probability, which is their sum
    ANALYZE changed;

    UPDATE risk_score r SET valid_to = day
    WHERE r.valid_to = 'infinity'
      AND (r.facility_id IN (SELECT c.facility_id FROM changed c WHERE c.had_row)
           OR NOT EXISTS (SELECT 1 FROM scored s WHERE s.facility_id = r.facility_id));

    INSERT INTO risk_score (facility_id, valid_from, region_code, district_code, hazard_type_code, activity_code, size_class, lon_e6, lat_e6,
        safety_degree, labour_degree, points, violation_class, last_inspected_on, inspection_age, overdue_prescription_count,
        gross_open_count, accident_count, fatal_accident_count, insurance, harm_potential, population_inside, severity, reasons,
        probability, model_version, contributions)
    SELECT s.facility_id, day, s.region_code, s.district_code, s.hazard_type_code, s.activity_code, s.size_class, s.lon_e6, s.lat_e6,
        s.safety_degree, s.labour_degree, s.points, s.violation_class, s.last_inspected_on, s.inspection_age, s.overdue_prescription_count,
        s.gross_open_count, s.accident_count, s.fatal_accident_count, s.insurance, s.harm_potential, s.population_inside, s.severity, s.reasons,
        s.probability, s.model_version, s.contributions
    FROM scored s JOIN changed USING (facility_id);
    GET DIAGNOSTICS rows_changed = ROW_COUNT;

    INSERT INTO risk_run (scored_on, facility_count, changed_count, labour_rule_version, safety_rule_version)
    SELECT day, count(*), rows_changed, (rule_on('labour', day)).version, (rule_on('industrial_safety', day)).version FROM scored;
    DROP TABLE scored, changed;
    PERFORM count_flow(day);
    PERFORM count_map(day);
    RETURN rows_changed;
END $$;
COMMENT ON FUNCTION record_scores IS 'Scores every facility as of a day later than every earlier run and keeps the rows that changed, degrees set by hand in the place of those computed, with all counts that stand on them; returns how many.';
-- The list beside the map: orders that need no sorting of the whole register.

-- Those of the state carry all that filters ask, so that passing over what does not pass reads the index alone.
CREATE INDEX risk_score_by_safety ON risk_score (safety_degree DESC NULLS LAST, points DESC NULLS LAST, facility_id)
    INCLUDE (valid_from, valid_to, region_code, district_code, hazard_type_code, activity_code, size_class, marks);
CREATE INDEX risk_score_by_labour ON risk_score (labour_degree DESC NULLS LAST, points DESC NULLS LAST, facility_id)
    INCLUDE (valid_from, valid_to, region_code, district_code, hazard_type_code, activity_code, size_class, marks);
CREATE INDEX risk_score_by_inspection ON risk_score (last_inspected_on NULLS FIRST, facility_id)
    INCLUDE (valid_from, valid_to, region_code, district_code, hazard_type_code, activity_code, size_class, marks);
CREATE INDEX risk_score_by_violations ON risk_score (violation_class DESC, facility_id)
    INCLUDE (valid_from, valid_to, region_code, district_code, hazard_type_code, activity_code, size_class, marks);
CREATE INDEX risk_score_by_overdue ON risk_score (overdue_prescription_count DESC, facility_id)
    INCLUDE (valid_from, valid_to, region_code, district_code, hazard_type_code, activity_code, size_class, marks);
CREATE INDEX risk_score_by_accidents ON risk_score (accident_count DESC, facility_id)
    INCLUDE (valid_from, valid_to, region_code, district_code, hazard_type_code, activity_code, size_class, marks);
CREATE INDEX risk_score_by_insurance ON risk_score (insurance DESC, facility_id)
    INCLUDE (valid_from, valid_to, region_code, district_code, hazard_type_code, activity_code, size_class, marks);
CREATE INDEX facility_by_name_kk ON facility (name_kk COLLATE "kk-x-icu", facility_id DESC) INCLUDE (region_code);
CREATE INDEX facility_by_name_ru ON facility (name_ru COLLATE "kk-x-icu", facility_id DESC) INCLUDE (region_code);
CREATE INDEX facility_by_name_en ON facility (name_en COLLATE "kk-x-icu", facility_id DESC) INCLUDE (region_code);
CREATE INDEX facility_by_owner_name ON facility (owner_name COLLATE "kk-x-icu", facility_id DESC) INCLUDE (region_code) WHERE bin IS NULL;
CREATE INDEX employer_by_name_kk ON employer (name_kk COLLATE "kk-x-icu");
CREATE INDEX employer_by_name_ru ON employer (name_ru COLLATE "kk-x-icu");
CREATE INDEX employer_by_name_en ON employer (name_en COLLATE "kk-x-icu");
-- Search: how a word is folded for comparison, and the words of facilities, employers and places.
-- Rows keep their words as they are written; the dictionary of distinct words holds the skeleton of each, and only words asked for are folded.

CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;
CREATE EXTENSION IF NOT EXISTS fuzzystrmatch SCHEMA public;

CREATE FUNCTION search_split(given text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_remove(string_to_array(lower(regexp_replace(translate(given, '’ʼ‘ʹ''`', ''), '[^[:alnum:]]+', ' ', 'g')), ' '), '')
$$;
COMMENT ON FUNCTION search_split IS 'Words of a text in lower case: letters and digits; apostrophes are dropped, every other sign ends a word.';

CREATE FUNCTION search_spelt(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN given LIKE '%-%' THEN given || ' ' || replace(given, '-', '') ELSE given END
$$;
COMMENT ON FUNCTION search_spelt IS 'A text together with its hyphened words written as one: Bukhar-Zhyrau is also found as Bukharzhyrau.';

-- Digraphs first, since their letters mean something else alone. Capitals stand for single sounds until the end: W sh, C ch, J zh.
CREATE FUNCTION search_skeleton(word text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    WITH in_latin AS (
        SELECT translate(replace(replace(replace(lower(normalize(word, NFC)), 'ц', 'ts'), 'ю', 'iu'), 'я', 'ia'),
            'абвгдеёжзийклмнопрстуфхчшщыэ' || 'әғқңөұүһі' || 'şçğñöüäūıáíóúýǵńž' || 'ъьʼ’''',
            'abvgdeeJziiklmnoprstufHCWWie' || 'agknouuHi' || 'WCgnouauiaiouugnJ') AS text
    ),
    digraphs_as_one AS (
        SELECT replace(replace(replace(replace(replace(replace(replace(replace(replace(text,
            'shch', 'W'), 'sch', 'W'), 'sh', 'W'), 'ch', 'C'), 'zh', 'J'), 'kh', 'H'), 'gh', 'g'), 'ph', 'f'), 'x', 'ks') AS text
        FROM in_latin
    ),
    alike_as_one AS (
        SELECT lower(replace(replace(translate(text, 'cqwyj', 'kkviJ'), 'dJ', 'J'), 'ng', 'n')) AS text FROM digraphs_as_one
    )
    SELECT regexp_replace(regexp_replace(text, '(^|[^aeiou])i+([aeou])', '\1\2', 'g'), '([a-z])\1+', '\1', 'g') FROM alike_as_one
$$;
COMMENT ON FUNCTION search_skeleton IS 'A word as it sounds, roughly, in Latin letters, the same for Kazakh and Russian Cyrillic and for Latin: қ к k q; ғ г g gh; ң н n ng; ө о o; ү ұ у u; і и й ы y i; ш щ sh; ч ch; ж zh j; х h kh; ю yu u; я ya a; one letter for a double one; soft and hard signs dropped.';

CREATE TABLE search_word (
    word text COLLATE "C" PRIMARY KEY CHECK (word >= 'a'),
    skeleton text COLLATE "C" NOT NULL,
    facility_count integer NOT NULL CHECK (facility_count >= 0)
);
COMMENT ON TABLE search_word IS 'Distinct words of names, owners and addresses that begin with a letter; a word that has gone out of use may stay.';
COMMENT ON COLUMN search_word.skeleton IS 'search_skeleton(word).';
COMMENT ON COLUMN search_word.facility_count IS 'About how many facilities have the word; grows with each delivery, exact after refresh_search(NULL).';
CREATE INDEX search_word_by_skeleton ON search_word (skeleton);
CREATE INDEX search_word_by_trigram ON search_word USING gin (skeleton gin_trgm_ops);

CREATE TABLE facility_words (
    facility_id bigint PRIMARY KEY,
    region_code text NOT NULL,
    words tsvector NOT NULL,
    FOREIGN KEY (facility_id, region_code) REFERENCES facility (facility_id, region_code) ON UPDATE CASCADE ON DELETE CASCADE
);
COMMENT ON TABLE facility_words IS 'What a facility is found by; kept by refresh_search.';
COMMENT ON COLUMN facility_words.words IS 'Words of its names, address and owner, the BIN, and @ with the region, so that a region is part of the index.';
CREATE INDEX facility_words_by_word ON facility_words USING gin (words);

CREATE TABLE employer_words (
    bin text PRIMARY KEY REFERENCES employer ON DELETE CASCADE,
    words tsvector NOT NULL,
    regions tsvector NOT NULL
);
COMMENT ON TABLE employer_words IS 'What an employer is found by; kept by refresh_search.';
COMMENT ON COLUMN employer_words.words IS 'Words of its names, and the BIN.';
COMMENT ON COLUMN employer_words.regions IS '@ with each region where it is registered or has a facility.';
CREATE INDEX employer_words_by_word ON employer_words USING gin ((words || regions));

CREATE TABLE place_words (
    kind text NOT NULL CHECK (kind IN ('region', 'district', 'settlement')),
    key text NOT NULL,
    words tsvector NOT NULL,
    PRIMARY KEY (kind, key)
);
COMMENT ON TABLE place_words IS 'What regions, districts and settlements are found by; kept by refresh_places.';
COMMENT ON COLUMN place_words.key IS 'region_code, district_code or settlement_id.';

-- The search itself runs as the owner and reads who asks; by themselves these tables tell of every region.
ALTER TABLE facility_words ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_region ON facility_words TO map_reader, map_writer
    USING ((SELECT app_is_nationwide()) OR region_code = (SELECT app_region()));
ALTER TABLE employer_words ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY nationwide_only ON employer_words TO map_reader, map_writer USING ((SELECT app_is_nationwide()));
ALTER TABLE search_word ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY nationwide_only ON search_word TO map_reader, map_writer USING ((SELECT app_is_nationwide()));
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['facility_words', 'employer_words', 'search_word'] LOOP
        EXECUTE format('CREATE POLICY owner_sees_all ON %I TO map_owner USING (true)', name);
    END LOOP;
END $$;
-- Keeping the words of the search: called in the transaction that changed the rows, for as many rows as changed, set by set.

CREATE FUNCTION count_search_words(counted_words text[], counts integer[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO search_word (word, skeleton, facility_count)
    SELECT word, search_skeleton(word), coalesce(count, 0) FROM unnest(counted_words, counts) AS c (word, count)
    WHERE word COLLATE "C" >= 'a'
    ORDER BY word
    ON CONFLICT (word) DO UPDATE SET facility_count = search_word.facility_count + EXCLUDED.facility_count
    WHERE EXCLUDED.facility_count > 0
$$;
COMMENT ON FUNCTION count_search_words IS 'Adds words to the dictionary, each with the number of facilities that newly have it; null counts for none.';

CREATE FUNCTION refresh_employer_words(of_bins text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    new_words text[];
BEGIN
    WITH asked AS (
        SELECT bin, region_code, search_split(search_spelt(concat_ws(' ', bin, name_kk, name_ru, name_en))) AS words FROM employer
        WHERE of_bins IS NULL OR bin = ANY (of_bins)
    ),
    where_it_is AS (
        SELECT bin, region_code FROM asked
        UNION
        SELECT f.bin, f.region_code FROM facility f JOIN asked USING (bin)
    ),
    marked AS (
        SELECT bin, array_to_tsvector(array_agg('@' || region_code)) AS regions FROM where_it_is GROUP BY bin
    ),
    with_new_words AS (
        INSERT INTO employer_words SELECT bin, array_to_tsvector(words), regions FROM asked JOIN marked USING (bin)
        ON CONFLICT (bin) DO UPDATE SET words = EXCLUDED.words, regions = EXCLUDED.regions
        WHERE (employer_words.words, employer_words.regions) <> (EXCLUDED.words, EXCLUDED.regions)
        RETURNING words
    )
    SELECT array_agg(DISTINCT word) INTO new_words FROM with_new_words, unnest(tsvector_to_array(words)) AS word;
    PERFORM count_search_words(new_words, NULL);
END $$;
COMMENT ON FUNCTION refresh_employer_words IS 'Words of the employers with these BINs, of all for null.';

CREATE FUNCTION refresh_facility_words(of_facilities bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    written text := 'SELECT words FROM facility_words';
BEGIN
    INSERT INTO facility_words
    SELECT facility_id, f.region_code,
        array_to_tsvector(search_split(search_spelt(text)) || ('@' || f.region_code)) || coalesce(e.words, '')
    FROM facility f LEFT JOIN employer_words e USING (bin),
        LATERAL (SELECT concat_ws(' ', name_kk, name_ru, name_en, address, owner_name) AS text OFFSET 0) AS texts
    WHERE of_facilities IS NULL OR facility_id = ANY (of_facilities);

    IF of_facilities IS NOT NULL THEN
        written := format('%s WHERE facility_id = ANY (CAST(%L AS bigint[]))', written, of_facilities);
    END IF;
    PERFORM count_search_words(array_agg(word), array_agg(ndoc)) FROM ts_stat(written) WHERE word COLLATE "C" >= 'a';
END $$;
COMMENT ON FUNCTION refresh_facility_words IS 'Adds the words of these facilities, of all for null; the old ones must be gone.';

CREATE FUNCTION refresh_search(of_facilities bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp 
SET jit = off SET plan_cache_mode = force_custom_plan SET maintenance_work_mem = '256MB' AS $$
DECLARE
    the_index text := pg_get_indexdef(CAST('facility_words_by_word' AS regclass));
BEGIN
    IF of_facilities IS NULL THEN
        TRUNCATE facility_words, search_word;
        DROP INDEX facility_words_by_word;
        PERFORM refresh_places(), refresh_employer_words(NULL), refresh_facility_words(NULL);
        EXECUTE the_index;
    ELSE
        DELETE FROM facility_words WHERE facility_id = ANY (of_facilities);
        PERFORM refresh_employer_words(ARRAY(SELECT DISTINCT bin FROM facility WHERE facility_id = ANY (of_facilities)));
        PERFORM refresh_facility_words(of_facilities);
        PERFORM gin_clean_pending_list('facility_words_by_word');
    END IF;
    PERFORM gin_clean_pending_list('employer_words_by_word');
END $$;
COMMENT ON FUNCTION refresh_search IS 'Words of these facilities and of their owners anew; null for everything, and faster so from a tenth of the register on. Call it in the transaction that changed names, addresses, owners or regions.';

CREATE FUNCTION refresh_places() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH places AS (
        SELECT 'region' AS kind, region_code AS key, name_kk, name_ru, name_en FROM region
        UNION ALL
        SELECT 'district', district_code, name_kk, name_ru, name_en FROM district
        UNION ALL
        SELECT 'settlement', CAST(settlement_id AS text), name_kk, name_ru, name_en FROM settlement
    ),
    gone AS (
        DELETE FROM place_words w WHERE NOT EXISTS (SELECT 1 FROM places p WHERE p.kind = w.kind AND p.key = w.key)
    ),
    here AS (
        INSERT INTO place_words
        SELECT kind, key, array_to_tsvector(search_split(search_spelt(concat_ws(' ', name_kk, name_ru, name_en)))) FROM places
        ON CONFLICT (kind, key) DO UPDATE SET words = EXCLUDED.words
        RETURNING words
    )
    SELECT count_search_words(array_agg(DISTINCT word), NULL) FROM here, unnest(tsvector_to_array(words)) AS word
$$;
COMMENT ON FUNCTION refresh_places IS 'Words of regions, districts and settlements; call it in the transaction that changed them.';

REVOKE ALL ON FUNCTION refresh_search, refresh_places, refresh_employer_words, refresh_facility_words, count_search_words FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refresh_search, refresh_places TO map_writer;
-- What is typed becomes conditions on words, from strict to forgiving: exact, then the beginnings of words, then misspelt words.

CREATE FUNCTION search_is_close(typed text, word text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN length(typed) < 4 THEN false
        WHEN length(typed) < 8 THEN levenshtein_less_equal(typed, word, 1) <= 1 OR (length(typed) = length(word)
            AND levenshtein_less_equal(typed, word, 2) = 2 AND string_to_array(typed, NULL) @> string_to_array(word, NULL)
            AND string_to_array(word, NULL) @> string_to_array(typed, NULL))
        ELSE levenshtein_less_equal(typed, word, 2) <= 2 END
$$;
COMMENT ON FUNCTION search_is_close IS 'Skeletons that differ by one letter, or by two letters changed over, from four letters on; by any two from eight letters on.';

CREATE FUNCTION search_words_close_to(typed text) RETURNS SETOF text LANGUAGE sql STABLE AS $$
    WITH candidates AS (
        SELECT word, skeleton, facility_count FROM search_word WHERE skeleton % typed
        UNION
        SELECT word, skeleton, facility_count FROM search_word
        WHERE length(typed) < 8 AND skeleton >= left(typed, 1) AND skeleton < left(typed, 1) || '~'
          AND length(skeleton) BETWEEN length(typed) - 1 AND length(typed) + 1
        UNION
        SELECT word, skeleton, facility_count FROM search_word
        WHERE length(typed) < 8 AND skeleton >= left(typed, 2) AND skeleton < left(typed, 2) || '~'
          AND length(skeleton) > length(typed) + 1
    )
    SELECT word FROM candidates
    WHERE search_is_close(typed, skeleton) OR search_is_close(typed, left(skeleton, length(typed)))
    ORDER BY levenshtein(typed, skeleton), facility_count DESC, word
    LIMIT 40
$$;
COMMENT ON FUNCTION search_words_close_to IS 'Words of the dictionary whose skeleton, or its beginning, is close to one typed; the closest 40. Trigrams find longer words; shorter ones share a first letter, and begun ones two.';

CREATE FUNCTION search_words_beginning(typed text) RETURNS SETOF text LANGUAGE sql STABLE AS $$
    SELECT word FROM search_word
    WHERE skeleton = typed OR (length(typed) > 1 AND skeleton >= typed AND skeleton < typed || '~')
    ORDER BY facility_count DESC, word
    LIMIT 300
$$;
COMMENT ON FUNCTION search_words_beginning IS 'Words of the dictionary whose skeleton begins with one typed, of two letters at least; the 300 most frequent.';

CREATE FUNCTION search_alternatives(typed text, forgiving text) RETURNS text[] LANGUAGE plpgsql STABLE AS $$
DECLARE
    folded text := search_skeleton(typed);
    words text[];
BEGIN
    IF forgiving = 'exact' THEN
        words := ARRAY(SELECT word FROM search_word WHERE skeleton = folded);
    ELSIF forgiving <> 'all misspelt' THEN
        words := ARRAY(SELECT search_words_beginning(folded));
    END IF;
    IF forgiving = 'all misspelt' OR (forgiving = 'misspelt' AND words = '{}') THEN
        words := words || ARRAY(SELECT search_words_close_to(folded));
    END IF;
    RETURN words;
END $$;
COMMENT ON FUNCTION search_alternatives IS 'Words any of which answers one typed, which begins with a letter; empty where there is none. forgiving: exact, beginning, misspelt (unknown words only), all misspelt.';

CREATE TYPE search_condition AS (whole tsquery, rare tsquery);
COMMENT ON TYPE search_condition IS 'What is searched for: every word of it; and the part of it to ask an index for, without words that most facilities have, since nothing is narrowed by these and gathering them takes longest.';

CREATE FUNCTION is_in_most_facilities(alternatives text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(sum(facility_count), 0) > (SELECT reltuples FROM pg_class WHERE oid = CAST('facility_words' AS regclass)) / 2
    FROM search_word WHERE word = ANY (alternatives)
$$;
COMMENT ON FUNCTION is_in_most_facilities IS 'More than half the facilities have one of these words; by about as many as the server last counted.';

CREATE FUNCTION search_condition(asked text, forgiving text) RETURNS search_condition LANGUAGE plpgsql STABLE AS $$
DECLARE
    condition search_condition;
    typed text;
    alternatives text[];
    one tsquery;
BEGIN
    FOREACH typed IN ARRAY (search_split(left(normalize(asked, NFC), 100)))[1 : 8] LOOP
        CONTINUE WHEN search_skeleton(typed) = '';
        typed := left(typed, 40);
        IF typed COLLATE "C" < 'a' THEN
            alternatives := '{}';
            one := quote_literal(typed) || CASE WHEN forgiving <> 'exact' AND length(typed) >= 3 THEN ':*' ELSE '' END;
        ELSE
            alternatives := search_alternatives(typed, forgiving);
            one := (SELECT string_agg(quote_literal(word), ' | ') FROM unnest(alternatives) AS word);
        END IF;
        IF one IS NULL THEN
            RETURN NULL;
        END IF;
        condition.whole := coalesce(condition.whole && one, one);
        IF NOT is_in_most_facilities(alternatives) THEN
            condition.rare := coalesce(condition.rare && one, one);
        END IF;
    END LOOP;
    condition.rare := coalesce(condition.rare, condition.whole);
    RETURN condition;
END $$;
COMMENT ON FUNCTION search_condition IS 'The condition that every word asked for (the first eight of the first 100 signs) is there; null where one of them is nowhere, or none is asked for. What begins with a digit is compared as it is, its beginning from three signs on.';

CREATE FUNCTION search_in_reach(condition tsquery) RETURNS tsquery LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN app_is_nationwide() THEN condition
        WHEN app_region() ~ '^[0-9]{2}$' THEN condition && CAST(quote_literal('@' || app_region()) AS tsquery) END
$$;
COMMENT ON FUNCTION search_in_reach IS 'A condition narrowed to the rows of the asker; null for who may see none.';

CREATE FUNCTION facilities_matching(asked text) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET jit = off SET plan_cache_mode = force_custom_plan ROWS 100 AS $$
DECLARE
    forgiving text;
    condition search_condition;
BEGIN
    FOREACH forgiving IN ARRAY ARRAY['beginning', 'misspelt', 'all misspelt'] LOOP
        condition := search_condition(asked, forgiving);
        RETURN QUERY SELECT facility_id FROM facility_words
            WHERE words @@ search_in_reach(condition.rare) AND ts_match_vq(words, condition.whole)
              AND ((SELECT app_is_nationwide()) OR region_code = (SELECT app_region()));
        EXIT WHEN FOUND;
    END LOOP;
END $$;
COMMENT ON FUNCTION facilities_matching IS 'All facilities in whose names, owner, address or BIN every word asked for is or begins a word; misspelt words count only where there is none. Nobody gets more than row-level security would show.';
REVOKE ALL ON FUNCTION facilities_matching FROM PUBLIC;
GRANT EXECUTE ON FUNCTION facilities_matching TO map_reader, map_writer;
-- What the map, its list, its files and its counts are narrowed to: the meaning of every filter, once.

CREATE FUNCTION activities_under(code text) RETURNS SETOF text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH RECURSIVE under AS (
        SELECT activity_code FROM activity WHERE activity_code = code
        UNION ALL
        SELECT a.activity_code FROM activity a JOIN under u ON a.parent_code = u.activity_code
    )
    SELECT activity_code FROM under
$$;
COMMENT ON FUNCTION activities_under IS 'An activity and all below it in the tree of activities.';

CREATE FUNCTION facilities_near(lon double precision, lat double precision, km double precision) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off ROWS 1000 AS $$
    WITH around AS (
        SELECT ST_SetSRID(ST_MakePoint(lon, lat), 4326) AS place, km / 111.0 AS high, km / (111.0 * greatest(cos(radians(lat)), 0.1)) AS wide
    )
    SELECT f.facility_id FROM facility f, around a
    WHERE f.geom && ST_Expand(a.place, a.wide, a.high) AND ST_DistanceSphere(f.geom, a.place) <= km * 1000
      AND ((SELECT app_is_nationwide()) OR f.region_code = (SELECT app_region()))
$$;
COMMENT ON FUNCTION facilities_near IS 'Facilities within so many kilometres of a place, over the sphere. Runs as the owner, so that the box is an index condition, and shows nobody more than row-level security would.';
REVOKE ALL ON FUNCTION facilities_near FROM PUBLIC;
GRANT EXECUTE ON FUNCTION facilities_near TO map_reader, map_writer;

-- The next functions are one statement each and STABLE, so that the planner puts them in line and leaves out the filters not asked for.
CREATE FUNCTION passes(asked jsonb, activities text[], size size_class, degree_asked integer, region_code text, district_code text,
                       hazard_type_code text, activity_code text, size_class size_class, degree_mark integer, marks integer)
RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT (asked ->> 'region' IS NULL OR region_code = asked ->> 'region')
      AND (asked ->> 'district' IS NULL OR district_code = asked ->> 'district')
      AND (asked ->> 'hazard' IS NULL OR hazard_type_code = asked ->> 'hazard')
      AND (asked ->> 'activity' IS NULL OR activity_code = ANY (activities))
      AND (asked ->> 'size' IS NULL OR size_class = size)
      AND (asked ->> 'degree' IS NULL OR degree_mark = degree_asked)
      AND (asked ->> 'mark' IS NULL OR mark_of(marks, asked ->> 'colour') = CAST(asked ->> 'mark' AS integer))
$$;
COMMENT ON FUNCTION passes IS 'What is of this place, kind and class passes the filters asked for (scores_passing), as far as they ask for these. The activities under the one asked for, the size and the number of the degree come as questions, so that each is answered once and not at each row; degree_mark is the number of the degree under the law asked for.';

CREATE FUNCTION alike_passing(as_of date, asked jsonb) RETURNS SETOF facility_alike LANGUAGE sql STABLE AS $$
    SELECT a.*
    FROM facility_alike a
    WHERE a.valid_from <= as_of AND a.valid_to > as_of
      AND passes(asked, ARRAY(SELECT activities_under(asked ->> 'activity')), (SELECT CAST(asked ->> 'size' AS size_class)),
                 (SELECT degree_mark(CAST(asked ->> 'degree' AS degree))),
                 a.region_code, a.district_code, a.hazard_type_code, a.activity_code, a.size_class,
                 CASE asked ->> 'law' WHEN 'labour_degree' THEN a.labour_mark ELSE a.safety_mark END, a.marks)
$$;
COMMENT ON FUNCTION alike_passing IS 'Counts on a day of facilities alike that pass the filters asked for, where counts know them (alike_know).';

CREATE FUNCTION scores_passing(as_of date, asked jsonb) RETURNS SETOF risk_score LANGUAGE sql STABLE AS $$
    SELECT s.*
    FROM risk_score s
    WHERE s.valid_from <= as_of AND s.valid_to > as_of
      AND passes(asked, ARRAY(SELECT activities_under(asked ->> 'activity')), (SELECT CAST(asked ->> 'size' AS size_class)),
                 (SELECT degree_mark(CAST(asked ->> 'degree' AS degree))),
                 s.region_code, s.district_code, s.hazard_type_code, s.activity_code, s.size_class,
                 mark_of(s.marks, asked ->> 'law'), s.marks)
      AND (asked ->> 'hand' IS NULL OR s.facility_id = ANY (ARRAY(SELECT facilities_by_hand(as_of, asked ->> 'law'))))
      AND (asked ->> 'open' IS NULL OR s.facility_id = ANY (ARRAY(SELECT facilities_open(CAST(asked ->> 'open' AS bigint), as_of))))
      AND (asked ->> 'chosen' IS NULL OR s.facility_id = ANY (CAST(string_to_array(asked ->> 'chosen', ',') AS bigint[])))
      AND (asked ->> 'owner' IS NULL
           OR s.facility_id = ANY (ARRAY(SELECT f.facility_id FROM facility f JOIN employer e USING (bin)
                                         WHERE e.bin = asked ->> 'owner' OR e.parent_bin = asked ->> 'owner')))
      AND (asked ->> 'text' IS NULL OR s.facility_id = ANY (ARRAY(SELECT facilities_matching(asked ->> 'text'))))
      AND (asked ->> 'km' IS NULL
           OR s.facility_id = ANY (ARRAY(SELECT facilities_near(CAST(asked ->> 'lon' AS double precision),
                                                                CAST(asked ->> 'lat' AS double precision),
                                                                CAST(asked ->> 'km' AS double precision)))))
$$;
COMMENT ON FUNCTION scores_passing IS 'States on a day of the facilities that pass the filters asked for. Keys of asked: region, district, hazard, activity (and all below), size, owner (a BIN, and all it is parent of), law with degree, law with hand (yes: its degree is set by hand), colour with mark, open (an instruction: what its measure counts as open), chosen (numbers of facilities, with commas), text (facilities_matching), lon and lat with km; what is absent narrows nothing.';

CREATE FUNCTION facilities_passing(as_of date, asked jsonb) RETURNS TABLE (f facility, s risk_score) LANGUAGE sql STABLE AS $$
    SELECT f, s FROM scores_passing(as_of, asked) s JOIN facility f USING (facility_id)
$$;
COMMENT ON FUNCTION facilities_passing IS 'Facilities that pass the filters asked for (scores_passing), each with its state.';
-- What is found by a search: by everybody only what he may see. These functions run as the owner and read who asks by themselves.

CREATE TYPE search_result AS (
    kind text, key text, name_kk text, name_ru text, name_en text, detail text, lon double precision, lat double precision, degree degree
);
COMMENT ON TYPE search_result IS 'One result of the search: a facility, employer, settlement, district or region, by its key.';

CREATE FUNCTION search_in_language(kk text, ru text, en text, language text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE language WHEN 'kk' THEN kk WHEN 'ru' THEN ru ELSE en END
$$;
COMMENT ON FUNCTION search_in_language IS 'One of three names by the language.';

CREATE FUNCTION search_places(condition tsquery, language text) RETURNS SETOF search_result LANGUAGE sql STABLE AS $$
    WITH places AS (
        SELECT 'settlement' AS kind, CAST(settlement_id AS text) AS key, name_kk, name_ru, name_en, region_code, population, geom FROM settlement
        UNION ALL
        SELECT 'region', region_code, name_kk, name_ru, name_en, NULL, NULL, geom FROM region
        UNION ALL
        SELECT 'district', district_code, name_kk, name_ru, name_en, region_code, NULL, geom FROM district
    ),
    matching AS (
        SELECT p.* FROM place_words w JOIN places p USING (kind, key) WHERE w.words @@ condition
        ORDER BY p.population DESC NULLS LAST, kind DESC, key
        LIMIT 4
    )
    SELECT kind, key, m.name_kk, m.name_ru, m.name_en, search_in_language(r.name_kk, r.name_ru, r.name_en, language),
        ST_X(ST_PointOnSurface(m.geom)), ST_Y(ST_PointOnSurface(m.geom)), CAST(NULL AS degree)
    FROM matching m LEFT JOIN region r USING (region_code)
    ORDER BY m.population DESC NULLS LAST, kind DESC, key
$$;
COMMENT ON FUNCTION search_places IS 'Up to four places whose names answer the condition: settlements by population, then regions, then districts; detail is the region.';

CREATE FUNCTION search_employers(condition search_condition, as_of date, language text) RETURNS SETOF search_result LANGUAGE sql STABLE AS $$
    WITH candidates AS MATERIALIZED (
        SELECT bin FROM employer_words
        WHERE words || regions @@ search_in_reach(condition.rare) AND ts_match_vq(words, condition.whole)
        LIMIT 300
    ),
    seen AS (
        SELECT e.* FROM candidates JOIN employer e USING (bin)
        WHERE known_on <= as_of AND (app_is_nationwide() OR e.region_code = app_region()
            OR EXISTS (SELECT 1 FROM facility f WHERE f.bin = e.bin AND f.region_code = app_region()))
        ORDER BY employee_count DESC NULLS LAST, bin
        LIMIT 3
    )
    SELECT 'employer', bin, s.name_kk, s.name_ru, s.name_en,
        concat_ws(' · ', bin, search_in_language(r.name_kk, r.name_ru, r.name_en, language)),
        CAST(NULL AS double precision), CAST(NULL AS double precision), CAST(NULL AS degree)
    FROM seen s JOIN region r USING (region_code)
    ORDER BY employee_count DESC NULLS LAST, bin
$$;
COMMENT ON FUNCTION search_employers IS 'Up to three employers whose names or BIN answer the condition, the largest first; detail is the BIN and the region of registration.';

-- Where very many facilities answer, the heaviest risks are looked through first: ten of them are soon found. How many answer is
-- the planner's estimate; a function that asks for it must be volatile.
CREATE FUNCTION search_candidates(condition search_condition, as_of date, law text) RETURNS bigint[] LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    in_reach tsquery := search_in_reach(condition.rare);
    plan json;
    heaviest bigint[];
BEGIN
    EXECUTE 'EXPLAIN (FORMAT JSON) SELECT FROM facility_words WHERE words @@ $1' INTO plan USING search_in_reach(condition.whole);
    IF CAST(plan -> 0 -> 'Plan' ->> 'Plan Rows' AS double precision) > 10000 THEN
        EXECUTE format('SELECT array_agg(facility_id) FROM (
            SELECT facility_id FROM (SELECT * FROM risk_score WHERE valid_from <= $2 AND valid_to > $2
                ORDER BY %1$I DESC NULLS LAST, points DESC NULLS LAST, facility_id LIMIT 3000) AS heaviest
            JOIN facility_words USING (facility_id) WHERE ts_match_vq(words, $1) AND (app_is_nationwide() OR heaviest.region_code = app_region())
            ORDER BY %1$I DESC NULLS LAST, points DESC NULLS LAST, facility_id LIMIT 10) AS found',
            CASE law WHEN 'labour' THEN 'labour_degree' ELSE 'safety_degree' END) INTO heaviest USING condition.whole, as_of;
    END IF;
    IF cardinality(heaviest) = 10 THEN
        RETURN heaviest;
    END IF;
    RETURN ARRAY(SELECT facility_id FROM facility_words WHERE words @@ in_reach AND ts_match_vq(words, condition.whole) LIMIT 300);
END $$;
COMMENT ON FUNCTION search_candidates IS 'Facilities in reach that answer the condition: the ten of heaviest risk where more than 10,000 are expected, else any 300.';

CREATE FUNCTION search_facilities(condition search_condition, as_of date, viewer_region text, law text, language text) RETURNS SETOF search_result LANGUAGE sql VOLATILE AS $$
    WITH seen AS (
        SELECT f.*, CASE law WHEN 'labour' THEN s.labour_degree ELSE s.safety_degree END AS degree, s.points,
            CASE WHEN array_to_tsvector(search_split(search_spelt(concat_ws(' ', f.name_kk, f.name_ru, f.name_en)))) @@ condition.whole THEN 1
                 WHEN w.words @@ condition.whole THEN 2 ELSE 3 END AS found_in
        FROM unnest(search_candidates(condition, as_of, law)) AS facility_id JOIN facility f USING (facility_id)
        LEFT JOIN risk_score s ON s.facility_id = f.facility_id AND s.valid_from <= as_of AND s.valid_to > as_of
        LEFT JOIN employer_words w USING (bin)
        WHERE f.known_on <= as_of AND (app_is_nationwide() OR f.region_code = app_region())
          AND (viewer_region IS NULL OR f.region_code = viewer_region)
        ORDER BY found_in, degree DESC NULLS LAST, points DESC NULLS LAST, facility_id
        LIMIT 10
    )
    SELECT 'facility', CAST(facility_id AS text), s.name_kk, s.name_ru, s.name_en,
        concat_ws(' · ', coalesce(search_in_language(e.name_kk, e.name_ru, e.name_en, language), owner_name),
                  coalesce(address, search_in_language(r.name_kk, r.name_ru, r.name_en, language))),
        ST_X(s.geom), ST_Y(s.geom), degree
    FROM seen s JOIN region r ON r.region_code = s.region_code LEFT JOIN employer e USING (bin)
    ORDER BY found_in, degree DESC NULLS LAST, points DESC NULLS LAST, facility_id
$$;
COMMENT ON FUNCTION search_facilities IS 'Up to ten facilities that answer the condition: by name, then by owner, then by address or all of these together; the heaviest risk first. Detail is the owner and the address, or the region.';

CREATE FUNCTION search_found(asked text, as_of date, viewer_region text, law text, language text) RETURNS SETOF search_result
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
SET jit = off SET plan_cache_mode = force_custom_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    forgiving text;
    condition search_condition;
    tried text := '';
    result search_result;
    seen text[] := '{}';
BEGIN
    FOREACH forgiving IN ARRAY ARRAY['exact', 'beginning', 'misspelt', 'all misspelt'] LOOP
        EXIT WHEN forgiving LIKE '%misspelt' AND seen <> '{}';
        condition := search_condition(asked, forgiving);
        CONTINUE WHEN search_in_reach(condition.whole) IS NULL OR CAST(condition.whole AS text) = tried;
        tried := condition.whole;  -- as text: two conditions that differ by :* alone are equal else

        FOR result IN SELECT * FROM search_places(condition.whole, language)
            UNION ALL SELECT * FROM search_employers(condition, as_of, language)
            UNION ALL SELECT * FROM search_facilities(condition, as_of, viewer_region, law, language)
        LOOP
            CONTINUE WHEN result.kind || result.key = ANY (seen);
            seen := seen || (result.kind || result.key);
            RETURN NEXT result;
            IF cardinality(seen) = 10 THEN
                RETURN;
            END IF;
        END LOOP;
    END LOOP;
END $$;
COMMENT ON FUNCTION search_found IS 'The first ten results of a search: exact words before beginnings of words, misspelt ones only where there is neither; places, then employers, then facilities.';

REVOKE ALL ON FUNCTION search_found FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_found TO map_reader, map_writer;
-- Map tiles: what a mark on the map carries, and the facilities of a tile.

CREATE FUNCTION share_mark(part bigint, whole bigint, worst integer, bounds integer[]) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN whole < 5 THEN worst
                WHEN part * 100 < whole * bounds[1] THEN 10
                WHEN part * 100 < whole * bounds[2] THEN 11
                WHEN part * 100 < whole * bounds[3] THEN 12
                ELSE 13 END
$$;
COMMENT ON FUNCTION share_mark IS 'Number of a share as marks of clusters carry it: 10 below the first bound to 13 from the third; the worst member''s own number where the base is under five.';

CREATE FUNCTION mark_radius(facilities bigint, zoom integer) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT round(CAST(least(18, 2.3 + 0.3 * greatest(zoom - 6, 0) + 0.5 * facilities ^ 0.36) * least(1, zoom / 4.0) AS numeric), 1)
$$;
COMMENT ON FUNCTION mark_radius IS 'Radius of a mark in pixels: grows slowly with the number of facilities and is capped, so that neighbours stay apart.';

CREATE FUNCTION without_markup(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT translate(name, '<>"`', '‹›”’')
$$;
COMMENT ON FUNCTION without_markup IS 'A name that cannot carry HTML: its brackets and straight quotes become typographic ones.';

CREATE FUNCTION grouped(facilities bigint) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT replace(to_char(facilities, 'FM999,999,999'), ',', U&'\202F')
$$;
COMMENT ON FUNCTION grouped IS 'A count with its thousands apart, as a tooltip shows it in every language (narrow no-break space).';

-- The next four are single expressions and STABLE like json_build_object, so that the planner puts them in line: a call for each
-- mark would cost more than all the rest of a tile.
CREATE FUNCTION facility_properties(zoom integer, facility_id bigint, name text, marks integer, mark integer) RETURNS json
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT json_build_object('k', 'facility', 'r', round(mark_radius(1, zoom) * (0.65 + 0.25 * mark_of(marks, 'harm_potential')), 1), 'id', facility_id,
        'name', without_markup(name), 'c', mark, 'v', mark_of(marks, 'violations'))
$$;
COMMENT ON FUNCTION facility_properties IS 'What the mark of a facility carries: its number and name, its radius in pixels by harm potential, c class in the colouring, v violation class (violation_mark).';

CREATE FUNCTION cluster_properties(zoom integer, bounds integer[], n bigint, bad bigint, known bigint, worst integer,
                                   gross bigint, inspected bigint, worst_violation integer) RETURNS json
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT json_build_object('k', 'cluster', 'r', mark_radius(n, zoom), 'n', grouped(n), 'b', grouped(bad), 'w', grouped(known),
        'g', grouped(gross), 'i', grouped(inspected), 'c', share_mark(bad, known, worst, bounds),
        'v', share_mark(gross, inspected, worst_violation, ARRAY[5, 10, 20]))
$$;
COMMENT ON FUNCTION cluster_properties IS 'What a cluster carries: its radius in pixels, as text n facilities, b bad ones among w known in the colouring, g with gross violations among i inspected; c (share_mark of b among w), v (share_mark of g among i).';

CREATE FUNCTION map_feature(lon double precision, lat double precision, decimals integer, properties json) RETURNS json
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT json_build_object('type', 'Feature', 'properties', properties, 'geometry', json_build_object('type', 'Point',
        'coordinates', json_build_array(round(CAST(lon AS numeric), decimals), round(CAST(lat AS numeric), decimals))))
$$;
COMMENT ON FUNCTION map_feature IS 'A GeoJSON point; five decimals of a degree are about a metre.';

CREATE FUNCTION facilities_in_tile(z integer, x integer, y integer, cells_to_the_side integer, as_of date, asked jsonb,
                                   viewer_region text, language text)
RETURNS json LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET jit = off SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    tile geometry := tile_box(z, x, y);
    east double precision := ST_XMax(tile);
    north double precision := ST_YMax(tile);
    own_region text := CASE WHEN app_is_nationwide() THEN NULL ELSE coalesce(app_region(), '') END;
    colouring text := asked ->> 'colour';
    of_colour record;
BEGIN
    SELECT * INTO STRICT of_colour FROM map_colours() c WHERE c.colour = colouring;
    RETURN (
        WITH in_the_box AS (
            SELECT (p.f).facility_id, (p.f).geom, (p.s).marks, mark_of((p.s).marks, colouring) AS mark, mark_of((p.s).marks, 'violations') AS violation
            FROM facilities_passing(as_of, asked) p
            WHERE (p.f).geom && tile AND ST_X((p.f).geom) < east AND ST_Y((p.f).geom) < north
              AND (own_region IS NULL OR (p.f).region_code = own_region)
              AND (viewer_region IS NULL OR (p.f).region_code = viewer_region)
        ),
        merged_where_crowded AS (
            SELECT count(*) AS n, min(facility_id) AS facility_id, avg(ST_X(geom)) AS lon, avg(ST_Y(geom)) AS lat, min(marks) AS marks,
                max(mark) AS worst, max(violation) AS worst_violation,
                count(*) FILTER (WHERE mark >= of_colour.bad_from) AS bad, count(*) FILTER (WHERE mark >= of_colour.known_from) AS known,
                count(*) FILTER (WHERE violation = 5) AS gross, count(*) FILTER (WHERE violation >= 2) AS inspected
            FROM in_the_box
            GROUP BY floor((mercator_x(ST_X(geom), z) - x) * cells_to_the_side), floor((mercator_y(ST_Y(geom), z) - y) * cells_to_the_side)
        )
        SELECT json_build_object('type', 'FeatureCollection', 'features', coalesce(json_agg(
            map_feature(m.lon, m.lat, CASE WHEN z < 7 THEN 3 ELSE 5 END, CASE
                WHEN m.n > 1 THEN cluster_properties(z, of_colour.share_bounds, m.n, m.bad, m.known, m.worst, m.gross, m.inspected, m.worst_violation)
                ELSE facility_properties(z, m.facility_id, CASE language WHEN 'kk' THEN f.name_kk WHEN 'ru' THEN f.name_ru ELSE f.name_en END,
                                         m.marks, m.worst)
            END) ORDER BY m.n DESC, m.worst, m.facility_id), '[]'))
        FROM merged_where_crowded m LEFT JOIN facility f ON m.n = 1 AND f.facility_id = m.facility_id
    );
END $$;
COMMENT ON FUNCTION facilities_in_tile IS 'GeoJSON of a tile counted from the facilities themselves. Runs as the owner, so that the box is an index condition, and reads who asks by itself: nobody gets more than row-level security would show.';
REVOKE ALL ON FUNCTION facilities_in_tile FROM PUBLIC;
GRANT EXECUTE ON FUNCTION facilities_in_tile TO map_reader, map_writer;
-- What legends and areas are counted from: the totals counted beforehand, or where these know too little the facilities alike, or each.

CREATE FUNCTION cells_know(asked jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT NOT asked ?| '{district,activity,size,degree,hand,open,chosen,owner,text,km}'
$$;
COMMENT ON FUNCTION cells_know IS 'The cells counted beforehand can answer for these filters: region, hazard and mark.';

CREATE FUNCTION totals_know(asked jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT NOT asked ?| '{degree,hand,open,chosen,owner,text,km}'
$$;
COMMENT ON FUNCTION totals_know IS 'The totals counted beforehand can answer for these filters: not those of owners, words, places or the degree beside another colouring.';

CREATE FUNCTION alike_know(asked jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT NOT asked ?| '{hand,open,chosen,owner,text,km}'
$$;
COMMENT ON FUNCTION alike_know IS 'The counts of facilities alike can answer for these filters: all but those of single facilities, owners, words and places.';

CREATE FUNCTION totals_on(as_of date, asked jsonb) RETURNS TABLE (
    region_code text, district_code text, hazard_type_code text, activity_code text, size_class size_class, is_on_map boolean, mark integer,
    facility_count bigint, of_region boolean, of_district boolean, of_hazard boolean, of_activity boolean, of_size boolean, of_mark boolean
) LANGUAGE sql STABLE AS $$
    WITH totals AS (
        SELECT t.region_code, t.district_code, t.hazard_type_code, t.activity_code, t.size_class, t.is_on_map, t.mark, t.facility_count
        FROM facility_total t
        WHERE totals_know(asked) AND t.valid_from <= as_of AND t.valid_to > as_of AND t.colour = asked ->> 'colour'
        UNION ALL
        SELECT a.region_code, a.district_code, a.hazard_type_code, a.activity_code, a.size_class, a.cell_x >= 0,
            mark_of(a.marks, asked ->> 'colour'), sum(a.facility_count)
        FROM alike_passing(as_of, asked - CAST('{region,district,hazard,activity,size,mark}' AS text[])) a
        WHERE alike_know(asked) AND NOT totals_know(asked)
        GROUP BY 1, 2, 3, 4, 5, 6, 7
        UNION ALL
        SELECT s.region_code, coalesce(s.district_code, ''), s.hazard_type_code, coalesce(s.activity_code, ''), s.size_class,
            s.lon_e6 IS NOT NULL, mark_of(s.marks, asked ->> 'colour'), count(*)
        FROM scores_passing(as_of, asked - CAST('{region,district,hazard,activity,size,mark}' AS text[])) s
        WHERE NOT alike_know(asked)
        GROUP BY 1, 2, 3, 4, 5, 6, 7
    )
    SELECT t.*, asked ->> 'region' IS NULL OR t.region_code = asked ->> 'region',
        asked ->> 'district' IS NULL OR t.district_code = asked ->> 'district',
        asked ->> 'hazard' IS NULL OR t.hazard_type_code = asked ->> 'hazard',
        asked ->> 'activity' IS NULL OR t.activity_code = ANY (ARRAY(SELECT activities_under(asked ->> 'activity'))),
        asked ->> 'size' IS NULL OR t.size_class = CAST(asked ->> 'size' AS size_class),
        asked ->> 'mark' IS NULL OR t.mark = CAST(asked ->> 'mark' AS integer)
    FROM totals t
$$;
COMMENT ON FUNCTION totals_on IS 'Facilities on a day by everything the map can be narrowed by, each row with which of these filters it passes; the others (degree, owner, text, place) all rows pass. Keys of asked: see scores_passing; colour says of what mark is a class.';
-- Layers of the map beside the facilities: how far their worst accidents reach.

CREATE FUNCTION danger_radii_in_tile(z integer, x integer, y integer, cells_to_the_side integer, least_m double precision, as_of date,
                                     asked jsonb, viewer_region text)
RETURNS json LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET jit = off SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    tile geometry := tile_box(z, x, y);
    west double precision := ST_XMin(tile);
    south double precision := ST_YMin(tile);
    east double precision := ST_XMax(tile);
    north double precision := ST_YMax(tile);
    metres_north double precision := 111320;
    metres_east double precision := 111320 * cos(radians((south + north) / 2));
    farthest_m double precision := 10000;
    own_region text := CASE WHEN app_is_nationwide() THEN NULL ELSE coalesce(app_region(), '') END;
BEGIN
    RETURN (
        WITH in_and_around AS (
            SELECT (p.f).facility_id, ST_X((p.f).geom) AS lon, ST_Y((p.f).geom) AS lat, (p.f).danger_radius_m
            FROM facilities_passing(as_of, asked) p
            WHERE (p.f).geom && ST_Expand(tile, farthest_m / metres_east, farthest_m / metres_north)
              AND (p.f).danger_radius_m >= least_m
              AND (own_region IS NULL OR (p.f).region_code = own_region)
              AND (viewer_region IS NULL OR (p.f).region_code = viewer_region)
        ),
        reaching_into_the_tile AS (
            SELECT * FROM in_and_around
            WHERE (greatest(west - lon, lon - east, 0) * metres_east) ^ 2 + (greatest(south - lat, lat - north, 0) * metres_north) ^ 2
                  <= danger_radius_m ^ 2
        ),
        largest_of_each_cell AS (
            SELECT DISTINCT ON (cell_x, cell_y) facility_id, lon, lat, danger_radius_m, lon * metres_east AS east_m, lat * metres_north AS north_m
            FROM reaching_into_the_tile, LATERAL (
                SELECT floor((mercator_x(lon, z) - x) * cells_to_the_side) AS cell_x,
                       floor((mercator_y(lat, z) - y) * cells_to_the_side) AS cell_y) AS cell
            ORDER BY cell_x, cell_y, danger_radius_m DESC, facility_id
        ),
        outside_of_larger_ones AS (
            SELECT l.* FROM largest_of_each_cell l
            WHERE NOT EXISTS (
                SELECT 1 FROM largest_of_each_cell o
                WHERE o.danger_radius_m > l.danger_radius_m
                  AND (o.east_m - l.east_m) ^ 2 + (o.north_m - l.north_m) ^ 2 <= (o.danger_radius_m - l.danger_radius_m) ^ 2)
        )
        SELECT json_build_object('type', 'FeatureCollection', 'features', coalesce(json_agg(
            map_feature(lon, lat, 5, json_build_object('m', danger_radius_m)) ORDER BY danger_radius_m DESC, facility_id), '[]'))
        FROM outside_of_larger_ones
    );
END $$;
COMMENT ON FUNCTION danger_radii_in_tile IS 'GeoJSON of a tile: circles that reach into it, at least least_m metres, from up to 10 km around it, the largest of each cell, without circles that lie whole within a larger one; m metres. Runs as the owner, so that the box is an index condition, and reads who asks by itself: nobody gets more than row-level security would show.';
REVOKE ALL ON FUNCTION danger_radii_in_tile FROM PUBLIC;
GRANT EXECUTE ON FUNCTION danger_radii_in_tile TO map_reader, map_writer;
-- Who may see what: three roles, and row-level security on every table that belongs to a region or a body.
-- The application says who asks in app.region, app.body, app.is_nationwide and app.sees_all_instructions, for one transaction only.
-- Nothing set means nothing seen.

CREATE FUNCTION app_answers_for(lead text, controlling_body text, controlling_person text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(lead = app_body() OR controlling_body = app_body() OR controlling_person = app_user_code(), false)
$$;
COMMENT ON FUNCTION app_answers_for IS 'The body of the asker leads an instruction or controls it, or he himself controls it.';

CREATE FUNCTION instructions_touched() RETURNS TABLE (instruction_id bigint) LANGUAGE sql STABLE AS $$
    SELECT instruction_id FROM instruction_body WHERE body_code = app_body()
    UNION ALL SELECT instruction_id FROM instruction_facility WHERE app_role() = 'akimat' AND region_code = app_region()
    UNION ALL SELECT i.instruction_id FROM instruction i JOIN body b ON b.body_code = i.lead_body_code
              WHERE app_role() = 'akimat' AND b.region_code = app_region()
    UNION ALL SELECT t.instruction_id FROM instruction_body t JOIN body b USING (body_code)
              WHERE app_role() = 'akimat' AND b.region_code = app_region()
$$;
COMMENT ON FUNCTION instructions_touched IS 'Instructions that the body of the asker takes part in, and for an akimat those that touch its region by a facility or a body there. For the two functions below, which the planner puts it into: of one instruction no more is read.';

CREATE FUNCTION app_instructions_touched() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT instruction_id FROM instructions_touched()
$$;
COMMENT ON FUNCTION app_instructions_touched IS 'The same, read past row-level security.';

CREATE FUNCTION app_may_see_instruction(asked_id bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT app_sees_all_instructions() OR EXISTS (
        SELECT 1 FROM instruction i
        WHERE i.instruction_id = asked_id AND app_answers_for(i.lead_body_code, i.controller_body_code, i.controller_user_code))
    OR EXISTS (SELECT 1 FROM instructions_touched() t WHERE t.instruction_id = asked_id)
$$;
COMMENT ON FUNCTION app_may_see_instruction IS 'The asker oversees all instructions, answers for this one, or it touches him. The policies below say the same, the first half in a form that reads many rows fast.';

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['facility', 'facility_substance', 'device', 'permit', 'inspection', 'prescription', 'violation',
                                'accident', 'casualty', 'health_admission', 'employment', 'risk_score', 'facility_alike', 'facility_cell', 'facility_total',
                                'degree_override', 'risk_flow', 'target_version', 'programme_item', 'measure_change'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_region ON %I TO map_reader, map_writer
                        USING ((SELECT app_is_nationwide()) OR region_code = (SELECT app_region()))', name);
        EXECUTE format('CREATE POLICY owner_sees_all ON %I TO map_owner USING (true)', name);
    END LOOP;
    -- people write by functions that check each act: issue_instruction, report_on_instruction, decide_on_instruction, set_measure
    FOREACH name IN ARRAY ARRAY['instruction_body', 'instruction_indicator', 'milestone', 'report', 'decision', 'evidence', 'completion_measure'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_body ON %I TO map_reader, map_writer
                        USING ((SELECT app_sees_all_instructions())
                               OR EXISTS (SELECT 1 FROM instruction i WHERE i.instruction_id = %I.instruction_id))', name, name);
        EXECUTE format('CREATE POLICY only_deliveries ON %I AS RESTRICTIVE FOR INSERT TO map_writer WITH CHECK (app_user_code() IS NULL)', name);
        EXECUTE format('CREATE POLICY owner_sees_all ON %I TO map_owner USING (true)', name);
    END LOOP;
END $$;

CREATE POLICY only_those_who_may ON degree_override AS RESTRICTIVE FOR INSERT TO map_writer
    WITH CHECK (app_user_code() IS NULL  -- no person but the command that loads the demonstration, which row-level security lets see the country
                OR (app_may_set_degree(law) AND author_code = app_user_code() AND author_role = app_role() AND author_body_code = app_body()
                    AND valid_from = today_in_kazakhstan()));

CREATE POLICY only_of_instructions_seen ON measure_change AS RESTRICTIVE TO map_reader, map_writer
    USING ((SELECT app_sees_all_instructions()) OR app_may_see_instruction(instruction_id));

DO $$  -- the settings are read once for all rows; only triggers write how instructions stand
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['instruction', 'instruction_standing'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_body ON %I TO map_reader, map_writer
                        USING ((SELECT app_sees_all_instructions()) OR lead_body_code = (SELECT app_body())
                               OR controller_body_code = (SELECT app_body()) OR controller_user_code = (SELECT app_user_code())
                               OR instruction_id IN (SELECT app_instructions_touched()))', name);
        EXECUTE format('CREATE POLICY only_deliveries ON %I AS RESTRICTIVE FOR INSERT TO map_writer WITH CHECK (app_user_code() IS NULL)', name);
        EXECUTE format('CREATE POLICY owner_sees_all ON %I TO map_owner USING (true)', name);
    END LOOP;
END $$;

DO $$  -- an instruction may be seen in several regions, but of its facilities only those of one's own
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['instruction_facility', 'report_facility'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_body_and_region ON %I FOR SELECT TO map_reader, map_writer
                        USING (((SELECT app_is_nationwide()) OR region_code = (SELECT app_region()))
                               AND ((SELECT app_sees_all_instructions())
                                    OR EXISTS (SELECT 1 FROM instruction i WHERE i.instruction_id = %I.instruction_id)))', name, name);
        EXECUTE format('CREATE POLICY owner_sees_all ON %I TO map_owner USING (true)', name);
    END LOOP;
END $$;

ALTER TABLE employer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_region ON employer TO map_reader, map_writer
    USING ((SELECT app_is_nationwide()) OR region_code = (SELECT app_region())
           OR EXISTS (SELECT 1 FROM facility f WHERE f.bin = employer.bin AND f.region_code = (SELECT app_region())));
CREATE POLICY owner_sees_all ON employer TO map_owner USING (true);

ALTER TABLE rejected_row ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY nationwide_only ON rejected_row TO map_reader, map_writer USING ((SELECT app_is_nationwide()));
CREATE POLICY owner_sees_all ON rejected_row TO map_owner USING (true);

ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY nationwide_reads ON audit_event FOR SELECT TO map_reader, map_writer USING ((SELECT app_is_nationwide()));
CREATE POLICY anyone_adds ON audit_event FOR INSERT TO map_writer WITH CHECK (true);
CREATE POLICY owner_sees_all ON audit_event TO map_owner USING (true);

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO map_reader, map_writer;
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user AND tablename NOT IN ('app_user', 'alembic_version') LOOP
        EXECUTE format('GRANT SELECT ON %I TO map_reader, map_writer', name);
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION person_signing_in FROM PUBLIC;
GRANT EXECUTE ON FUNCTION person_signing_in TO map_reader, map_writer;
GRANT INSERT, UPDATE ON source, batch, data_version, district, employer, employment, facility, facility_substance, device, permit,
    checklist_requirement, inspection, prescription, violation, accident, casualty, health_admission, risk_run, risk_score,
    facility_alike, facility_cell, facility_total TO map_writer;
GRANT INSERT ON instruction, instruction_body, milestone, report, decision TO map_writer;
GRANT INSERT ON risk_model, risk_model_step, risk_model_group, risk_model_figure, risk_model_curve TO map_writer;
GRANT INSERT ON programme, programme_item, completion_measure, rescue_unit, rejected_row, audit_event, degree_override, risk_flow TO map_writer;
GRANT DELETE ON district, facility_substance, device, permit, risk_run, risk_score, facility_alike, facility_cell, facility_total TO map_writer;
DO $$
DECLARE
    act text;
BEGIN
    FOREACH act IN ARRAY ARRAY['issue_instruction', 'report_on_instruction', 'decide_on_instruction'] LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %I FROM PUBLIC', act);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %I TO map_writer', act);
    END LOOP;
END $$;
-- Who may see what of calendars and notices: an address its own person, a notice whoever may see the instruction, a letter only the sender.

ALTER TABLE calendar_address ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_address ON calendar_address FOR SELECT TO map_reader, map_writer USING (user_code = (SELECT app_user_code()));
CREATE POLICY owner_sees_all ON calendar_address TO map_owner USING (true);

ALTER TABLE notice ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY with_the_instruction ON notice TO map_reader, map_writer
    USING ((SELECT app_sees_all_instructions()) OR EXISTS (SELECT 1 FROM instruction i WHERE i.instruction_id = notice.instruction_id));
CREATE POLICY takes_note_himself ON notice AS RESTRICTIVE FOR UPDATE TO map_writer USING (user_code = (SELECT app_user_code()));
CREATE POLICY owner_sees_all ON notice TO map_owner USING (true);
GRANT UPDATE (acknowledged_at) ON notice TO map_writer;

ALTER TABLE digest ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_sees_all ON digest TO map_owner USING (true);
REVOKE SELECT ON digest FROM map_reader, map_writer;

REVOKE ALL ON FUNCTION make_calendar_address, revoke_calendar_address, change_ladder FROM PUBLIC;
GRANT EXECUTE ON FUNCTION make_calendar_address, revoke_calendar_address, change_ladder TO map_writer;
