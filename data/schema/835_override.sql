-- The ledger of degrees set by hand: who may set one, every act, and what is in force on a day. Nothing in it is ever changed.

CREATE FUNCTION degree_setters() RETURNS TABLE (law text, role text, body_code text) LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 4 AS $$
    VALUES ('labour', 'minister', 'mlspp'), ('labour', 'minister', 'slic'), ('industrial_safety', 'minister', 'mes'), ('industrial_safety', 'minister', 'cis')
$$;
COMMENT ON FUNCTION degree_setters IS 'Who may set a degree by hand: the heads of the ministry and of the committee that answer for the law. No inspector: the degree decides his own visits.';

CREATE FUNCTION app_may_set_degree(asked_law text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT EXISTS (SELECT 1 FROM degree_setters() s WHERE s.law = asked_law AND s.role = app_role() AND s.body_code = app_body())
$$;
COMMENT ON FUNCTION app_may_set_degree IS 'The asker may set degrees of a law by hand, and withdraw what was set.';

CREATE FUNCTION day_in_kazakhstan(moment timestamptz) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT CAST(moment AT TIME ZONE 'Asia/Almaty' AS date)
$$;
COMMENT ON FUNCTION day_in_kazakhstan IS 'The day that a moment belongs to; it begins at midnight in Asia/Almaty wherever the server stands.';

CREATE FUNCTION today_in_kazakhstan() RETURNS date LANGUAGE sql STABLE AS $$
    SELECT day_in_kazakhstan(now())
$$;
COMMENT ON FUNCTION today_in_kazakhstan IS 'The day an act of this transaction bears.';

CREATE FUNCTION degrees_of(asked_law text, day date) RETURNS degree[] LANGUAGE sql STABLE AS $$
    SELECT CASE (rule_on(asked_law, day)).regime WHEN 'rule' THEN CAST('{high,not_high}' AS degree[])
                                                 WHEN 'points' THEN CAST('{high,medium,low}' AS degree[]) END
$$;
COMMENT ON FUNCTION degrees_of IS 'Degrees that a law knows on a day, highest first; null before its first rule.';

CREATE TABLE degree_override (
    facility_id bigint NOT NULL,
    law text NOT NULL CHECK (law IN ('labour', 'industrial_safety')),
    entry_no integer NOT NULL CHECK (entry_no > 0),
    region_code text NOT NULL,
    action text NOT NULL CHECK (action IN ('set', 'withdrawn')),
    degree degree,
    valid_from date NOT NULL DEFAULT today_in_kazakhstan(),
    expires_on date,
    reason text NOT NULL CONSTRAINT reason_is_given CHECK (length(btrim(reason)) BETWEEN 10 AND 1000),
    author_code text NOT NULL DEFAULT app_user_code(),
    author_role text NOT NULL DEFAULT app_role(),
    author_body_code text NOT NULL DEFAULT app_body() REFERENCES body,
    author_kk text NOT NULL,
    author_ru text NOT NULL,
    author_en text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT changed_meanwhile PRIMARY KEY (facility_id, law, entry_no),
    FOREIGN KEY (facility_id, region_code) REFERENCES facility (facility_id, region_code) ON UPDATE CASCADE,
    CHECK ((degree IS NOT NULL) = (action = 'set') AND (expires_on IS NOT NULL) = (action = 'set')),
    CONSTRAINT expiry_is_within_a_year CHECK (expires_on BETWEEN valid_from AND CAST(valid_from + interval '1 year' AS date))
);
COMMENT ON TABLE degree_override IS 'Acts on degrees set by hand, never changed or deleted: of the acts known on a day the last one of a facility and law holds.';
COMMENT ON COLUMN degree_override.entry_no IS 'Counts the acts on one facility and law. Who writes gives the number after the last one he saw, so that of two at once only one is right.';
COMMENT ON COLUMN degree_override.valid_from IS 'Day of the act in Kazakhstan: from this day the degree is set, or the one set before is withdrawn. No act is backdated.';
COMMENT ON COLUMN degree_override.expires_on IS 'Last day of a degree set by hand, at most a year after valid_from; null where the act withdraws.';
COMMENT ON COLUMN degree_override.author_kk IS 'The post of the author as it was called then.';

CREATE FUNCTION override_on(day date) RETURNS TABLE (
    facility_id bigint, law text, degree degree, entry_no integer, region_code text, valid_from date, expires_on date
) LANGUAGE sql STABLE ROWS 500 AS $$
    SELECT facility_id, law, degree, entry_no, region_code, valid_from, expires_on
    FROM (
        SELECT DISTINCT ON (o.facility_id, o.law) o.*
        FROM degree_override o
        WHERE o.valid_from <= day
        ORDER BY o.facility_id, o.law, o.entry_no DESC
    ) AS last_act
    WHERE action = 'set' AND expires_on >= day AND degree = ANY (degrees_of(law, day))
$$;
COMMENT ON FUNCTION override_on IS 'Degrees set by hand in force on a day, the first and the last day included, as was known on it. A degree that the law has ceased to know is not in force.';

CREATE FUNCTION set_by_hand_on(day date) RETURNS TABLE (facility_id bigint, safety_degree degree, labour_degree degree)
LANGUAGE sql STABLE ROWS 500 AS $$
    SELECT facility_id, max(degree) FILTER (WHERE law = 'industrial_safety'), max(degree) FILTER (WHERE law = 'labour')
    FROM override_on(day)
    GROUP BY facility_id
$$;
COMMENT ON FUNCTION set_by_hand_on IS 'The same, one row a facility; null where the degree of a law is as computed.';

CREATE FUNCTION hand_reason(law text, by_hand degree, computed degree) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN by_hand IS NULL THEN '[]'
                ELSE jsonb_build_array(jsonb_build_object('code', 'set_by_hand', 'count', 1, 'points', NULL, 'law', law, 'computed', computed)) END
$$;
COMMENT ON FUNCTION hand_reason IS 'What the reasons of a score say first where a degree was set by hand: under which law, and what degree was computed. Else an empty list.';

CREATE FUNCTION computed_degree(law text, safety_degree degree, labour_degree degree, reasons jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(
        (SELECT r ->> 'computed' FROM jsonb_array_elements(reasons) r WHERE r ->> 'code' = 'set_by_hand' AND r ->> 'law' = law),
        CAST(CASE law WHEN 'labour' THEN labour_degree ELSE safety_degree END AS text))
$$;
COMMENT ON FUNCTION computed_degree IS 'The degree that a scoring computed under a law, whatever was set by hand; null where there is no scoring.';

CREATE FUNCTION facilities_by_hand(day date, degree_column text) RETURNS SETOF bigint LANGUAGE sql STABLE ROWS 500 AS $$
    SELECT facility_id FROM override_on(day) WHERE law = CASE degree_column WHEN 'labour_degree' THEN 'labour' ELSE 'industrial_safety' END
$$;
COMMENT ON FUNCTION facilities_by_hand IS 'Facilities whose degree is set by hand on a day; degree_column names the law as the filters of the map do: labour_degree or safety_degree.';
