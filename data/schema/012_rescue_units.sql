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
    source_code text NOT NULL,
    batch_id bigint NOT NULL,
    FOREIGN KEY (batch_id, source_code) REFERENCES batch (batch_id, source_code)
);
COMMENT ON TABLE rescue_unit IS 'Professional mine-rescue and emergency-rescue units; seen by everybody who signs in, since help comes across the lines of regions.';
COMMENT ON COLUMN rescue_unit.reach_km IS 'Kilometres as the crow flies that the unit covers by road within an hour of the call.';
CREATE INDEX rescue_unit_by_place ON rescue_unit USING gist (geom);
