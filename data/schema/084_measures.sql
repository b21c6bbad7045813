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
