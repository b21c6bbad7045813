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
