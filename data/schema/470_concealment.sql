-- Where harm may go unreported: admissions without an accident, improbable zeros, late reports. Leads to look into, never a verdict.

CREATE FUNCTION employees_by_section(first_day date, last_day date, day date) RETURNS TABLE (region_code text, section_code text, employee_count double precision)
LANGUAGE sql STABLE AS $$
WITH summed_by_month AS (
    SELECT k.region_code, s.section_code, k.month, sum(k.employee_count) AS people
    FROM employees_last_known(day) k JOIN sections_of_activities() s USING (activity_code)
    WHERE k.month BETWEEN first_day AND last_day
    GROUP BY k.region_code, s.section_code, k.month
)
SELECT m.region_code, m.section_code, CAST(avg(m.people) AS double precision) FROM summed_by_month m GROUP BY m.region_code, m.section_code
$$;
COMMENT ON FUNCTION employees_by_section IS 'Mean monthly hired employees of a section in a region, over the months that begin from first_day to last_day and are known at the end of a day. No row where no month is known.';

CREATE FUNCTION admissions_between(first_day date, last_day date, day date) RETURNS TABLE (
    admission_id bigint, region_code text, bin text, section_code text, admitted_on date, known_on date, severity text,
    registered_on date, is_without_accident boolean
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
WITH reported AS (
    SELECT h.* FROM health_admission h
    WHERE h.admitted_on BETWEEN first_day AND least(last_day, day - 10) AND h.known_on <= day
      AND ((SELECT app_is_nationwide()) OR h.region_code = (SELECT app_region()))
),
registered AS (  -- in the whole country: an employer of one region may have reported in another
    SELECT h.admission_id, a.known_on FROM reported h JOIN accident a ON a.accident_id = h.accident_id WHERE a.known_on <= day
    UNION ALL
    SELECT h.admission_id, a.known_on
    FROM reported h JOIN accident a ON a.bin = h.bin AND a.occurred_on BETWEEN h.admitted_on - 10 AND h.admitted_on AND a.known_on <= day
),
first_registered AS (
    SELECT r.admission_id, min(r.known_on) AS registered_on FROM registered r GROUP BY r.admission_id
)
SELECT h.admission_id, h.region_code, h.bin, s.section_code, h.admitted_on, h.known_on, h.severity, f.registered_on,
    coalesce(f.registered_on > h.admitted_on + 10, true)
FROM reported h
LEFT JOIN first_registered f USING (admission_id)
LEFT JOIN employer e ON e.bin = h.bin
LEFT JOIN sections_of_activities() s ON s.activity_code = e.activity_code
$$;
COMMENT ON FUNCTION admissions_between IS 'Admissions that hospitals reported by the end of a day, at least ten days old then, in the regions the asker may see. Registered: the accident the hospital''s report was matched with, or one of the same employer, anywhere, of the day of admission or the ten days before; without an accident where that was not registered within ten days after the admission.';

CREATE FUNCTION reports_between(first_day date, last_day date, day date) RETURNS TABLE (
    accident_id bigint, region_code text, bin text, facility_id bigint, section_code text, occurred_on date, known_on date, days_late integer, is_late boolean
) LANGUAGE sql STABLE AS $$
    SELECT a.accident_id, a.region_code, a.bin, a.facility_id, s.section_code, a.occurred_on, a.known_on,
        greatest(a.known_on - a.occurred_on - 1, 0), a.known_on > a.occurred_on + 1
    FROM accident a JOIN sections_of_activities() s USING (activity_code)
    WHERE a.occurred_on BETWEEN first_day AND last_day AND a.known_on <= day
$$;
COMMENT ON FUNCTION reports_between IS 'Accidents reported by the end of a day, and by how many days late: the law gives 24 hours (Labour Code, article 187). The hour of the report is not known, so that one made on the next day counts as in time.';

CREATE FUNCTION injuries_by_section(first_day date, last_day date, day date) RETURNS TABLE (section_code text, injured_count bigint, employee_count double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
WITH injured AS (
    SELECT s.section_code, sum(a.injured_count) AS people
    FROM accident a JOIN sections_of_activities() s USING (activity_code)
    WHERE a.occurred_on BETWEEN first_day AND last_day AND a.known_on <= day
    GROUP BY s.section_code
),
employed AS (
    SELECT e.section_code, sum(e.employee_count) AS people
    FROM employees_by_section(first_day, last_day, day) e
    GROUP BY e.section_code
    HAVING count(*) >= 3
)
SELECT e.section_code, coalesce(i.people, 0), e.people
FROM employed e LEFT JOIN injured i USING (section_code)
WHERE register_starts_on() <= first_day
$$;
COMMENT ON FUNCTION injuries_by_section IS 'Injured and mean hired employees of the whole country by section of activity, the same for every asker; no section that fewer than three regions employ people in, none before the register began.';

CREATE FUNCTION large_employers_between(first_day date, last_day date, day date) RETURNS TABLE (
    bin text, region_code text, section_code text, employee_count integer, expected_count double precision, has_none boolean, zero_probability double precision
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
WITH expecting AS (
    SELECT e.bin, e.region_code, i.section_code, e.employee_count, i.injured_count / i.employee_count * e.employee_count AS expected_count
    FROM injuries_by_section(first_day, last_day, day) i
    JOIN sections_of_activities() s USING (section_code)
    JOIN employer e USING (activity_code)
    WHERE e.known_on <= first_day AND ((SELECT app_is_nationwide()) OR e.region_code = (SELECT app_region()))
      AND i.injured_count * CAST(e.employee_count AS double precision) >= 3 * i.employee_count
),
reporting AS (
    SELECT DISTINCT a.bin FROM accident a WHERE a.occurred_on BETWEEN first_day AND last_day AND a.known_on <= day
)
SELECT x.bin, x.region_code, x.section_code, x.employee_count, x.expected_count, r.bin IS NULL, exp(-x.expected_count)
FROM expecting x LEFT JOIN reporting r USING (bin)
$$;
COMMENT ON FUNCTION large_employers_between IS 'Employers registered where the asker may see, of whom the injury rate of their section, in the whole country, expects at least three injured from first_day to last_day at the employees they last reported; whether none was reported anywhere, and the Poisson probability of that, exp(-expected).';

CREATE FUNCTION years_up_to(day date, years integer, OUT first_day date, OUT last_day date) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CAST(day - make_interval(years => years) AS date) + 1, day
$$;
COMMENT ON FUNCTION years_up_to IS 'So many years that end with a day, both days included.';

CREATE FUNCTION is_counted_in(region_code text, region_of_viewer text, asked_region text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (region_of_viewer IS NULL OR region_code = region_of_viewer) AND (asked_region IS NULL OR region_code = asked_region)
$$;
COMMENT ON FUNCTION is_counted_in IS 'A region is that of the viewer and the asked one; null is everywhere.';

CREATE FUNCTION counted_under(breakdown text, region_code text, section_code text, bin text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE breakdown WHEN 'region' THEN region_code WHEN 'activity' THEN section_code WHEN 'employer' THEN bin END
$$;
COMMENT ON FUNCTION counted_under IS 'The code that a lead is counted under by region, activity (section) or employer.';

CREATE FUNCTION names_of_counted(breakdown text, code text) RETURNS TABLE (name_kk text, name_ru text, name_en text) LANGUAGE sql STABLE AS $$
    SELECT r.name_kk, r.name_ru, r.name_en FROM region r WHERE breakdown = 'region' AND r.region_code = code
    UNION ALL SELECT a.name_kk, a.name_ru, a.name_en FROM activity a WHERE breakdown = 'activity' AND a.activity_code = code
    UNION ALL SELECT e.name_kk, e.name_ru, e.name_en FROM employer e WHERE breakdown = 'employer' AND e.bin = code
$$;
COMMENT ON FUNCTION names_of_counted IS 'Names behind a code of counted_under; no row of a code that is not known, or that the asker may not see.';

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['admissions_between', 'injuries_by_section', 'large_employers_between'] LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %I FROM PUBLIC', name);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %I TO map_reader, map_writer', name);
    END LOOP;
END $$;
