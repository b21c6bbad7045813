-- The accidents behind a figure of harm, newest first, a page of them, with the sums over all of them; counts only, nobody's identity.
-- Of the asked months, else the reporting period of :as_of, all their days included, as known by the end of :as_of; narrowed to a region,
-- a cause, a section of activity, a district ("none": in no known district) and a kind, each only where asked. Of the kind "leave" the months
-- are not those of the accident but those in which a sick leave was reported as closed.
WITH days AS (
    SELECT starts_on, ends_on FROM asked_period(CAST(:as_of AS date), CAST(:first_month AS date), CAST(:last_month AS date))
),
with_leave_closed AS (
    SELECT DISTINCT c.accident_id
    FROM days d
    JOIN casualty c ON c.lost_days_known_on BETWEEN d.starts_on AND least(d.ends_on, CAST(:as_of AS date))
    WHERE CAST(:kind AS text) = 'leave'
),
passing AS (
    SELECT a.accident_id, a.region_code, a.facility_id, a.bin, a.occurred_on, a.known_on, a.cause_code, s.section_code, f.district_code,
        a.is_group, a.injured_count, a.killed_count, a.commission_level, a.act_on, a.source_code,
        f.name_kk AS facility_kk, f.name_ru AS facility_ru, f.name_en AS facility_en
    FROM days d
    JOIN accident a ON CASE CAST(:kind AS text) WHEN 'leave' THEN a.accident_id IN (SELECT accident_id FROM with_leave_closed)
                            ELSE a.occurred_on BETWEEN d.starts_on AND d.ends_on END
    JOIN sections_of_activities() s USING (activity_code)
    LEFT JOIN facility f ON f.facility_id = a.facility_id
    WHERE a.known_on <= CAST(:as_of AS date)
      AND (coalesce(:viewer_region, CAST(:region AS text)) IS NULL OR a.region_code = coalesce(:viewer_region, CAST(:region AS text)))
      AND (CAST(:cause AS text) IS NULL OR a.cause_code = :cause)
      AND (CAST(:activity AS text) IS NULL OR s.section_code = :activity)
      AND (CAST(:district AS text) IS NULL OR coalesce(f.district_code, 'none') = :district)
      AND CASE CAST(:kind AS text) WHEN 'fatal' THEN a.killed_count > 0 WHEN 'group' THEN a.is_group ELSE true END
),
counted AS (
    SELECT count(*) AS accident_total, sum(p.injured_count) AS injured_total, sum(p.killed_count) AS killed_total FROM passing p
),
hurt AS (  -- days of leaves closed in the months where those are asked for, else by :as_of
    SELECT c.accident_id, count(*) AS recorded_count, count(*) FILTER (WHERE c.severity = 'severe') AS severe_count,
        count(*) FILTER (WHERE c.severity = 'light') AS light_count, sum(c.lost_day_count) FILTER (WHERE l.counts) AS lost_day_count,
        count(*) FILTER (WHERE l.counts) AS leave_count
    FROM passing p
    JOIN casualty c USING (accident_id)
    CROSS JOIN days d
    CROSS JOIN LATERAL (
        SELECT c.lost_days_known_on <= CAST(:as_of AS date)
            AND (CAST(:kind AS text) IS DISTINCT FROM 'leave' OR c.lost_days_known_on BETWEEN d.starts_on AND d.ends_on) AS counts
    ) l
    GROUP BY c.accident_id
),
hurt_in_all AS (
    SELECT coalesce(sum(h.recorded_count), 0) AS recorded_total, coalesce(sum(h.severe_count), 0) AS severe_total,
        coalesce(sum(h.lost_day_count), 0) AS lost_day_total, coalesce(sum(h.leave_count), 0) AS leave_total
    FROM hurt h
),
on_the_page AS (
    SELECT p.* FROM passing p ORDER BY p.occurred_on DESC, p.accident_id DESC LIMIT :page_size OFFSET :page_size * (CAST(:page AS integer) - 1)
)
SELECT p.accident_id, p.occurred_on, p.known_on, p.region_code, r.name_kk AS region_kk, r.name_ru AS region_ru, r.name_en AS region_en,
    p.district_code, d.name_kk AS district_kk, d.name_ru AS district_ru, d.name_en AS district_en,
    p.facility_id, p.facility_kk, p.facility_ru, p.facility_en, p.bin, e.name_kk AS employer_kk, e.name_ru AS employer_ru, e.name_en AS employer_en,
    p.section_code, v.name_kk AS activity_kk, v.name_ru AS activity_ru, v.name_en AS activity_en,
    p.cause_code, p.is_group, p.injured_count, p.killed_count, h.severe_count, h.light_count, h.lost_day_count, p.commission_level, p.act_on, p.source_code,
    c.accident_total, c.injured_total, c.killed_total,
    a.recorded_total, a.severe_total, a.lost_day_total, a.leave_total
FROM on_the_page p
CROSS JOIN counted c
CROSS JOIN hurt_in_all a
JOIN region r USING (region_code)
JOIN activity v ON v.activity_code = p.section_code
LEFT JOIN district d ON d.district_code = p.district_code
LEFT JOIN employer e ON e.bin = p.bin
LEFT JOIN hurt h USING (accident_id)
ORDER BY p.occurred_on DESC, p.accident_id DESC
