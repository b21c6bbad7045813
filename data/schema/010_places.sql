-- Places: regions, their districts, settlements and rescue units.

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
    name_kk text NOT NULL,
    name_ru text NOT NULL,
    name_en text NOT NULL,
    geom geometry(MultiPolygon, 4326) NOT NULL CHECK (ST_IsValid(geom)),
    CHECK (left(district_code, 2) = region_code),
    UNIQUE (district_code, region_code)
);
COMMENT ON TABLE district IS 'Districts by KATO; filled by an upload of boundaries.';
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

CREATE TABLE rescue_unit (
    rescue_unit_id integer PRIMARY KEY,
    region_code text NOT NULL REFERENCES region,
    name_kk text NOT NULL,
    name_ru text NOT NULL,
    name_en text NOT NULL,
    geom geometry(Point, 4326) NOT NULL
);
COMMENT ON TABLE rescue_unit IS 'Professional mine-rescue and emergency-rescue units.';
CREATE INDEX rescue_unit_by_place ON rescue_unit USING gist (geom);
