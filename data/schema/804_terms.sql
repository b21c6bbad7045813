-- What a rule weighs by, read once and with types, so that scoring a facility touches no document.

CREATE TYPE risk_terms AS (
    version integer,
    regime text,
    gross_points numeric,
    significant_weight numeric,
    minor_weight numeric,
    medium_from integer,
    high_from integer,
    overdue_points numeric,
    overdue_most integer,
    fatal_points numeric,
    fatal_most integer
);
COMMENT ON TYPE risk_terms IS 'Numbers of one version of a rule that a degree is worked out by; those of points are null in the regime without points.';

CREATE FUNCTION terms_from(version integer, regime text, c jsonb, indicators jsonb) RETURNS risk_terms LANGUAGE sql IMMUTABLE AS $$
    SELECT CAST(ROW(version, regime,
        CAST(c ->> 'gross_points' AS numeric), CAST(c ->> 'significant_weight' AS numeric), CAST(c ->> 'minor_weight' AS numeric),
        CAST(c ->> 'medium_from' AS integer), CAST(c ->> 'high_from' AS integer),
        coalesce(CAST(indicators -> 'overdue_prescriptions' ->> 'points_each' AS numeric), 0),
        coalesce(CAST(indicators -> 'overdue_prescriptions' ->> 'most_counted' AS integer), 0),
        coalesce(CAST(indicators -> 'fatal_accidents' ->> 'points_each' AS numeric), 0),
        coalesce(CAST(indicators -> 'fatal_accidents' ->> 'most_counted' AS integer), 0)) AS risk_terms)
$$;
COMMENT ON FUNCTION terms_from IS 'Terms of a rule written or only proposed; an indicator that is not named adds no points.';

CREATE FUNCTION terms_on(asked_law text, day date) RETURNS risk_terms LANGUAGE sql STABLE AS $$
    SELECT terms_from(r.version, r.regime, r.constants, indicators_of(r.law, r.version))
    FROM rule_on(asked_law, day) AS r WHERE r.version IS NOT NULL
$$;
COMMENT ON FUNCTION terms_on IS 'Terms of the rule in force on a day; null where there is none.';
