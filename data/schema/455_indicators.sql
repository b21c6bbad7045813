-- Indicators computed from the registers: how each is summed over months, and the months themselves that every definition stands on.

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

CREATE FUNCTION register_months(day date, only_region text) RETURNS TABLE (region_code text, month date, no_row bigint)
LANGUAGE sql STABLE AS $$
    SELECT r.region_code, CAST(m AS date),
        CASE WHEN r.formed_on IS NULL OR date_trunc('month', CAST(r.formed_on AS timestamp)) <= m THEN 0 END
    FROM region r
    CROSS JOIN generate_series(CAST(register_starts_on() AS timestamp), CAST((reporting_period(day)).ends_on AS timestamp), interval '1 month') m
    WHERE only_region IS NULL OR r.region_code = only_region
$$;
COMMENT ON FUNCTION register_months IS 'Every month of every region, or of one, from the accident register''s first to the last full one of a day; no_row is what no row means there: 0, or null before the region was formed.';

CREATE FUNCTION month_of(day date) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CAST(date_trunc('month', CAST(day AS timestamp)) AS date)
$$;
COMMENT ON FUNCTION month_of IS 'First day of a day''s month.';

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

CREATE FUNCTION employees_by_month(day date) RETURNS TABLE (region_code text, month date, employee_count bigint)
LANGUAGE sql STABLE AS $$
WITH last_known AS (
    SELECT DISTINCT ON (e.region_code, e.activity_code, e.month) e.region_code, e.month, e.employee_count
    FROM employment e
    WHERE e.known_on <= day
    ORDER BY e.region_code DESC, e.activity_code DESC, e.month DESC, e.known_on DESC
)
SELECT k.region_code, k.month, sum(k.employee_count) FROM last_known k GROUP BY k.region_code, k.month
$$;
COMMENT ON FUNCTION employees_by_month IS 'Hired employees by region and month over all activities, as last reported by the end of a day; no row where nothing is known.';

CREATE FUNCTION measured(numerator double precision, denominator double precision, over_months text, per integer)
RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN over_months IS NULL THEN numerator
        WHEN over_months = 'mean' OR denominator >= 5 THEN numerator * per / nullif(denominator, 0) END
$$;
COMMENT ON FUNCTION measured IS 'Value of an indicator; null without a denominator, and where the denominator counts fewer than five events.';
