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
    source_code text NOT NULL,
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
