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
    raw_points numeric,
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
COMMENT ON COLUMN risk_score.raw_points IS 'The same points before they are stretched within the homogeneous group, exact.';
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
CREATE INDEX risk_score_of_a_day ON risk_score (valid_to, cell_x, cell_y)  -- all that counts and far-out tiles read under filters not counted beforehand
    INCLUDE (valid_from, facility_id, region_code, district_code, hazard_type_code, activity_code, size_class, lon_e6, lat_e6, marks);
CREATE INDEX risk_score_of_a_region ON risk_score (region_code, valid_to)  -- the same of a region, for lists that sort all that passes
    INCLUDE (valid_from, facility_id, district_code, hazard_type_code, activity_code, size_class, marks);
CREATE INDEX risk_score_to_visit ON risk_score (valid_to)  -- all that the plan of visits reads of every facility
    INCLUDE (valid_from, facility_id, region_code, hazard_type_code, safety_degree, labour_degree, points, probability, severity, last_inspected_on);
CREATE INDEX risk_score_of_a_group ON risk_score (hazard_type_code, raw_points)  -- the lowest and the highest of a homogeneous group
    INCLUDE (facility_id) WHERE valid_to = 'infinity';
CREATE INDEX risk_score_now ON risk_score (region_code, safety_degree, labour_degree) WHERE valid_to = 'infinity';
CREATE INDEX risk_score_to_look_at_first ON risk_score
    ((least(safety_degree, labour_degree) = 'high') DESC, gross_open_count DESC, overdue_prescription_count DESC, fatal_accident_count DESC)
    WHERE safety_degree = 'high' OR labour_degree = 'high';
