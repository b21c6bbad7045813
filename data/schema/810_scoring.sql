-- How a facility is scored: every definition of the statutory degree, once. Used by score_on(day).

-- The planner puts a function in line where nothing in its body is less constant than the function says: so each CASE below begins with
-- a literal of its type, instead of casting the whole.

CREATE FUNCTION violation_points(gross integer, significant integer, minor integer, significant_required integer, minor_required integer,
                                 gross_points numeric, significant_weight numeric, minor_weight numeric)
RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN gross > 0 THEN gross_points
        WHEN significant = 0 AND minor = 0 THEN 0
        ELSE coalesce(100.0 * significant / nullif(significant_required, 0), 0) * significant_weight
           + coalesce(100.0 * minor / nullif(minor_required, 0), 0) * minor_weight
    END
$$;
COMMENT ON FUNCTION violation_points IS 'Points from violations, 0 to 100: any gross one gives gross_points; else shares of the checklist broken, weighted. An empty checklist gives 0.';

CREATE FUNCTION homogeneous_group(hazard_type_code text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT hazard_type_code
$$;
COMMENT ON FUNCTION homogeneous_group IS 'Facilities whose points are compared with each other: those of one hazard type in the whole country, since they share a checklist.';

CREATE FUNCTION normalised(points numeric, lowest numeric, highest numeric) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN highest > lowest THEN 100 * (points - lowest) / (highest - lowest) ELSE points END
$$;
COMMENT ON FUNCTION normalised IS 'Points stretched to 0..100 within the homogeneous group; a group of one, or of equals, keeps its points.';

CREATE FUNCTION degree_by_points(points numeric, medium_from integer, high_from integer) RETURNS degree LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN points IS NULL OR medium_from IS NULL OR high_from IS NULL THEN CAST('unknown' AS degree)
        WHEN round(points) >= high_from THEN 'high'
        WHEN round(points) >= medium_from THEN 'medium'
        ELSE 'low'
    END
$$;
COMMENT ON FUNCTION degree_by_points IS 'high, medium or low; fractions are rounded half up first, since the law names whole points only (0-30, 31-70, 71-100). unknown without points or without a rule.';

CREATE FUNCTION one_degree_down(from_degree degree) RETURNS degree LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE from_degree WHEN 'high' THEN CAST('medium' AS degree) WHEN 'medium' THEN 'low' ELSE from_degree END
$$;
COMMENT ON FUNCTION one_degree_down IS 'Entrepreneurial Code article 141 paragraph 9: high becomes medium, medium becomes low.';

CREATE FUNCTION degree_by_rule(is_declaration_required boolean, expired_device_count integer, device_count integer)
RETURNS degree LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN is_declaration_required OR expired_device_count > 0 THEN CAST('high' AS degree)
        WHEN is_declaration_required IS NULL AND device_count = 0 THEN 'unknown'
        ELSE 'not_high'
    END
$$;
COMMENT ON FUNCTION degree_by_rule IS 'Industrial safety from 2026: high where a declaration is mandatory or a device runs beyond its service life.';

CREATE FUNCTION first_day_of_12_quarters(day date) RETURNS date LANGUAGE sql IMMUTABLE AS $$
    SELECT CAST(date_trunc('quarter', CAST(day AS timestamp)) - interval '33 months' AS date)
$$;
COMMENT ON FUNCTION first_day_of_12_quarters IS 'First day of the twelve calendar quarters of which the day''s own quarter is the last.';

CREATE FUNCTION inspection_age_on(last_inspected_on date, day date) RETURNS inspection_age LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN last_inspected_on IS NULL THEN CAST('never' AS inspection_age)
                WHEN last_inspected_on > day - interval '1 year' THEN 'within_1_year'
                WHEN last_inspected_on > day - interval '3 years' THEN 'within_3_years' ELSE 'longer' END
$$;
COMMENT ON FUNCTION inspection_age_on IS 'How long ago the last inspection was on a day; the same day of an earlier year is not within the years.';

CREATE FUNCTION violation_class_on(worst severity, last_inspected_on date, day date) RETURNS violation_class LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE worst WHEN 'gross' THEN CAST('gross' AS violation_class) WHEN 'significant' THEN 'significant' WHEN 'minor' THEN 'minor'
        ELSE CASE WHEN last_inspected_on >= first_day_of_12_quarters(day) THEN CAST('clean' AS violation_class)
                  WHEN last_inspected_on IS NOT NULL THEN 'not_inspected' ELSE 'no_data' END END
$$;
COMMENT ON FUNCTION violation_class_on IS 'The worst violation of 12 quarters, or which kind of nothing was found.';
