-- Programmes of prevention: what is to be installed, connected or taught at which facility, and where it is done.

CREATE TABLE programme (
    programme_code text PRIMARY KEY CHECK (programme_code ~ '^[a-z][a-z0-9_]*$'),
    kind_code text NOT NULL CHECK (kind_code IN ('special_equipment', 'gas_alarms', 'positioning', 'system_connection', 'training', 'other')),
    name_kk text NOT NULL,
    name_ru text NOT NULL,
    name_en text NOT NULL,
    known_on date NOT NULL,
    source_code text NOT NULL,
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
    source_code text NOT NULL,
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
