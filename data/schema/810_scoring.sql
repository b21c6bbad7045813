-- How a facility is scored: every definition of the statutory degree, once. Used by score_on(day).

CREATE FUNCTION rule_on(asked_law text, day date) RETURNS risk_rule LANGUAGE sql STABLE AS $$
    SELECT * FROM risk_rule WHERE law = asked_law AND day BETWEEN valid_from AND valid_to
$$;
COMMENT ON FUNCTION rule_on IS 'The rule of a law in force on a day; null before the first one.';

CREATE FUNCTION violation_points(gross integer, significant integer, minor integer,
                                 significant_required integer, minor_required integer, constants jsonb)
RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN gross > 0 THEN CAST(constants ->> 'gross_points' AS numeric)
        ELSE coalesce(100.0 * significant / nullif(significant_required, 0), 0) * CAST(constants ->> 'significant_weight' AS numeric)
           + coalesce(100.0 * minor / nullif(minor_required, 0), 0) * CAST(constants ->> 'minor_weight' AS numeric)
    END
$$;
COMMENT ON FUNCTION violation_points IS 'Points from violations, 0 to 100: any gross one gives gross_points; else shares of the checklist broken, weighted. An empty checklist gives 0.';

CREATE FUNCTION normalised(points numeric, lowest numeric, highest numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN highest > lowest THEN 100 * (points - lowest) / (highest - lowest) ELSE points END
$$;
COMMENT ON FUNCTION normalised IS 'Points stretched to 0..100 within the homogeneous group; a group of one, or of equals, keeps its points.';

CREATE FUNCTION degree_by_points(points numeric, constants jsonb) RETURNS degree LANGUAGE sql IMMUTABLE AS $$
    SELECT CAST(CASE
        WHEN points IS NULL THEN 'unknown'
        WHEN round(points) >= CAST(constants ->> 'high_from' AS integer) THEN 'high'
        WHEN round(points) >= CAST(constants ->> 'medium_from' AS integer) THEN 'medium'
        ELSE 'low'
    END AS degree)
$$;
COMMENT ON FUNCTION degree_by_points IS 'high, medium or low; fractions are rounded half up first, since the law names whole points only (0-30, 31-70, 71-100).';

CREATE FUNCTION one_degree_down(from_degree degree) RETURNS degree LANGUAGE sql IMMUTABLE AS $$
    SELECT CAST(CASE from_degree WHEN 'high' THEN 'medium' WHEN 'medium' THEN 'low' ELSE CAST(from_degree AS text) END AS degree)
$$;
COMMENT ON FUNCTION one_degree_down IS 'Entrepreneurial Code article 141 paragraph 9: high becomes medium, medium becomes low.';

CREATE FUNCTION degree_by_rule(is_declaration_required boolean, expired_device_count integer, device_count integer)
RETURNS degree LANGUAGE sql IMMUTABLE AS $$
    SELECT CAST(CASE
        WHEN is_declaration_required OR expired_device_count > 0 THEN 'high'
        WHEN is_declaration_required IS NULL AND device_count = 0 THEN 'unknown'
        ELSE 'not_high'
    END AS degree)
$$;
COMMENT ON FUNCTION degree_by_rule IS 'Industrial safety from 2026: high where a declaration is mandatory or a device runs beyond its service life.';

CREATE FUNCTION first_day_of_12_quarters(day date) RETURNS date LANGUAGE sql IMMUTABLE AS $$
    SELECT CAST(date_trunc('quarter', CAST(day AS timestamp)) - interval '33 months' AS date)
$$;
COMMENT ON FUNCTION first_day_of_12_quarters IS 'First day of the twelve calendar quarters of which the day''s own quarter is the last.';

CREATE FUNCTION inspection_age_on(last_inspected_on date, day date) RETURNS inspection_age LANGUAGE sql IMMUTABLE AS $$
    SELECT CAST(CASE WHEN last_inspected_on IS NULL THEN 'never' WHEN last_inspected_on > day - interval '1 year' THEN 'within_1_year'
                     WHEN last_inspected_on > day - interval '3 years' THEN 'within_3_years' ELSE 'longer' END AS inspection_age)
$$;
COMMENT ON FUNCTION inspection_age_on IS 'How long ago the last inspection was on a day; the same day of an earlier year is not within the years.';
