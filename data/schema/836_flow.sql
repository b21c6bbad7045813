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
