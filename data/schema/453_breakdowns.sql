-- What harm is broken down by: the sections of activity, and the injured and killed of each cause, section or district beside a year before.

CREATE FUNCTION sections_of_activities() RETURNS TABLE (activity_code text, section_code text) LANGUAGE sql STABLE AS $$
    WITH RECURSIVE under AS (
        SELECT a.activity_code, a.activity_code AS section_code FROM activity a WHERE a.parent_code IS NULL
        UNION ALL
        SELECT a.activity_code, u.section_code FROM activity a JOIN under u ON a.parent_code = u.activity_code
    )
    SELECT u.activity_code, u.section_code FROM under u
$$;
COMMENT ON FUNCTION sections_of_activities IS 'The section, A to U, that every activity belongs to.';

CREATE FUNCTION share_of(part numeric, whole numeric) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CAST(CASE WHEN whole >= 5 THEN part / whole END AS double precision)
$$;
COMMENT ON FUNCTION share_of IS 'Part of a whole, 0 to 1; null where the whole is fewer than five events.';

CREATE FUNCTION harm_broken_down(breakdown text, codes_always_listed text[], day date, first_month date, last_month date, place text) RETURNS TABLE (
    code text, injured_count bigint, killed_count bigint, injured_count_before bigint, killed_count_before bigint,
    injured_share double precision, killed_share double precision, injured_share_before double precision, killed_share_before double precision
) LANGUAGE sql STABLE AS $$
WITH period AS (
    SELECT p.*, register_covers(p.starts_on, place) AND p.ends_on <= (reporting_period(day)).ends_on AS has_now,
        register_covers(p.starts_on_before, place) AS has_before
    FROM asked_period(day, first_month, last_month) p
),
happened AS (
    SELECT CASE breakdown WHEN 'cause' THEN a.cause_code WHEN 'activity' THEN s.section_code WHEN 'district' THEN f.district_code END AS code,
        a.occurred_on >= p.starts_on AS is_now, a.injured_count AS injured, a.killed_count AS killed
    FROM period p
    JOIN accident a ON a.occurred_on BETWEEN p.starts_on AND p.ends_on OR a.occurred_on BETWEEN p.starts_on_before AND p.ends_on_before
    LEFT JOIN sections_of_activities() s ON breakdown = 'activity' AND s.activity_code = a.activity_code
    LEFT JOIN facility f ON breakdown = 'district' AND f.facility_id = a.facility_id
    WHERE a.known_on <= day AND (place IS NULL OR a.region_code = place)
),
with_codes_always_listed AS (
    SELECT h.code, h.is_now, h.injured, h.killed FROM happened h
    UNION ALL SELECT c.code, true, 0, 0 FROM unnest(codes_always_listed) c (code)
),
counted AS (
    SELECT w.code, coalesce(sum(w.injured) FILTER (WHERE w.is_now), 0) AS injured, coalesce(sum(w.killed) FILTER (WHERE w.is_now), 0) AS killed,
        coalesce(sum(w.injured) FILTER (WHERE NOT w.is_now), 0) AS injured_before,
        coalesce(sum(w.killed) FILTER (WHERE NOT w.is_now), 0) AS killed_before
    FROM with_codes_always_listed w GROUP BY w.code
),
known_only AS (
    SELECT c.code, CASE WHEN p.has_now THEN c.injured END AS injured, CASE WHEN p.has_now THEN c.killed END AS killed,
        CASE WHEN p.has_before THEN c.injured_before END AS injured_before, CASE WHEN p.has_before THEN c.killed_before END AS killed_before
    FROM counted c CROSS JOIN period p
)
SELECT k.code, k.injured, k.killed, k.injured_before, k.killed_before,
    share_of(k.injured, sum(k.injured) OVER everything), share_of(k.killed, sum(k.killed) OVER everything),
    share_of(k.injured_before, sum(k.injured_before) OVER everything), share_of(k.killed_before, sum(k.killed_before) OVER everything)
FROM known_only k
WINDOW everything AS ()
$$;
COMMENT ON FUNCTION harm_broken_down IS 'Injured and killed of the asked months and of the same months a year before by cause, activity (section) or district, as known at the end of a day, in a region or (place null) everywhere, with the share of each in the whole. Null counts of months that are not over or that the register does not cover; the code is null where the district is not known. Codes always listed have a row even where nothing happened.';
