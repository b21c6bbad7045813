-- Measures of completion: which facilities an instruction asks for, on which days each counts as done, and the count by day.
-- Everything counts from the day the register learned of it, so that a count of the past is what was known then.

CREATE FUNCTION done_by_programme(asked_programme text) RETURNS TABLE (facility_id bigint, days datemultirange) LANGUAGE sql STABLE AS $$
    SELECT i.facility_id, datemultirange(daterange(i.done_known_on, NULL))
    FROM programme_item i WHERE i.programme_code = asked_programme AND i.done_known_on IS NOT NULL
$$;
COMMENT ON FUNCTION done_by_programme IS 'Facilities where what a programme asks is known to be done, from that day on.';

CREATE FUNCTION inspected_since(first_day date) RETURNS TABLE (facility_id bigint, days datemultirange) LANGUAGE sql STABLE AS $$
    SELECT i.facility_id, datemultirange(daterange(min(i.known_on), NULL))
    FROM inspection i WHERE i.inspected_on >= first_day
    GROUP BY i.facility_id
$$;
COMMENT ON FUNCTION inspected_since IS 'Facilities inspected on a day or later, from the day the first such inspection was known.';

CREATE FUNCTION prescriptions_open_on(day date) RETURNS SETOF prescription LANGUAGE sql STABLE AS $$
    SELECT p.* FROM prescription p WHERE p.known_on <= day AND (p.fulfilment_known_on IS NULL OR p.fulfilment_known_on > day)
$$;
COMMENT ON FUNCTION prescriptions_open_on IS 'Prescriptions known at the end of a day whose fulfilment was not, overdue or not.';

CREATE FUNCTION prescriptions_fulfilled_since(first_day date) RETURNS TABLE (facility_id bigint, days datemultirange) LANGUAGE sql STABLE AS $$
    SELECT p.facility_id, datemultirange(daterange(max(p.fulfilment_known_on), NULL))
    FROM prescriptions_open_on(first_day) p
    GROUP BY p.facility_id HAVING bool_and(p.fulfilment_known_on IS NOT NULL)
$$;
COMMENT ON FUNCTION prescriptions_fulfilled_since IS 'Facilities where every prescription open on a day has been fulfilled since, from the day the last fulfilment was known; later prescriptions do not count.';

CREATE FUNCTION insured_days() RETURNS TABLE (facility_id bigint, days datemultirange) LANGUAGE sql STABLE AS $$
    SELECT p.facility_id, range_agg(daterange(greatest(p.valid_from, p.known_on), p.valid_to, '[]'))
    FROM permit p WHERE p.kind_code = 'liability_insurance' AND p.known_on <= p.valid_to
    GROUP BY p.facility_id
$$;
COMMENT ON FUNCTION insured_days IS 'Days on which a facility was known to be insured for liability to third parties, the last valid day included.';

CREATE FUNCTION declared_days() RETURNS TABLE (facility_id bigint, days datemultirange) LANGUAGE sql STABLE AS $$
    SELECT f.facility_id, datemultirange(daterange(coalesce(f.declaration_known_on, f.known_on), NULL)) FROM facility f WHERE f.declaration_no IS NOT NULL
$$;
COMMENT ON FUNCTION declared_days IS 'Facilities with a registered declaration of industrial safety, from the day the register learned of it.';

CREATE FUNCTION measure_done(m completion_measure) RETURNS TABLE (facility_id bigint, days datemultirange) LANGUAGE sql STABLE AS $$
    SELECT * FROM done_by_programme(m.programme_code) WHERE m.measure_code IN ('programme_done', 'systems_connected')
    UNION ALL
    SELECT * FROM inspected_since(m.since) WHERE m.measure_code = 'inspected'
    UNION ALL
    SELECT * FROM prescriptions_fulfilled_since(m.since) WHERE m.measure_code = 'prescriptions_fulfilled'
    UNION ALL
    SELECT * FROM insured_days() WHERE m.measure_code = 'insured'
    UNION ALL
    SELECT * FROM declared_days() WHERE m.measure_code = 'declared'
$$;
COMMENT ON FUNCTION measure_done IS 'Days on which a facility counts as done under a measure, in the set or not. Milestones count no facilities.';

CREATE FUNCTION measure_asked(m completion_measure) RETURNS TABLE (facility_id bigint, region_code text, days daterange) LANGUAGE sql STABLE AS $$
    WITH of_the_set AS (
        SELECT f.facility_id, f.region_code, f.decommissioned_on, greatest(m.since, f.known_on, i.known_on) AS enters_on
        FROM facility f LEFT JOIN programme_item i ON i.facility_id = f.facility_id AND i.programme_code = m.programme_code
        WHERE m.measure_code <> 'milestones'
          AND (m.of_region IS NULL OR f.region_code = m.of_region)
          AND (m.of_hazard_type IS NULL OR f.hazard_type_code = m.of_hazard_type)
          AND (m.programme_code IS NULL OR i.facility_id IS NOT NULL)
          AND (m.measure_code <> 'declared' OR f.is_declaration_required)
          AND (m.measure_code <> 'prescriptions_fulfilled' OR f.facility_id IN (SELECT p.facility_id FROM prescriptions_open_on(m.since) p))
    )
    SELECT s.facility_id, s.region_code, daterange(s.enters_on, s.decommissioned_on)
    FROM of_the_set s WHERE s.decommissioned_on IS NULL OR s.decommissioned_on > s.enters_on
$$;
COMMENT ON FUNCTION measure_asked IS 'The set of a measure: each facility from the day the register, or the list of the programme, knew it, at the earliest from the first day of the measure, until it is closed.';

CREATE FUNCTION measure_facilities(m completion_measure) RETURNS TABLE (facility_id bigint, region_code text, asked daterange, done datemultirange)
LANGUAGE sql STABLE AS $$
    SELECT a.facility_id, a.region_code, a.days, coalesce(d.days * datemultirange(a.days), '{}')
    FROM measure_asked(m) a LEFT JOIN measure_done(m) d USING (facility_id)
$$;
COMMENT ON FUNCTION measure_facilities IS 'Facilities of a measure''s set that the asker may see: the days each is asked for, and of those the days it counts as done.';

CREATE FUNCTION refresh_measure(m completion_measure) RETURNS void LANGUAGE sql AS $$
    INSERT INTO measure_change
    WITH counted AS MATERIALIZED (SELECT * FROM measure_facilities(m)),
    turns AS (
        SELECT region_code, lower(asked) AS counted_on, 1 AS asked_change, 0 AS done_change FROM counted
        UNION ALL
        SELECT region_code, upper(asked), -1, 0 FROM counted WHERE NOT upper_inf(asked)
        UNION ALL
        SELECT region_code, lower(stretch), 0, 1 FROM counted, unnest(done) stretch
        UNION ALL
        SELECT region_code, upper(stretch), 0, -1 FROM counted, unnest(done) stretch WHERE NOT upper_inf(stretch)
    )
    SELECT m.instruction_id, m.version, t.region_code, t.counted_on, sum(t.asked_change), sum(t.done_change)
    FROM turns t
    GROUP BY t.region_code, t.counted_on
    HAVING sum(t.asked_change) <> 0 OR sum(t.done_change) <> 0
$$;
COMMENT ON FUNCTION refresh_measure IS 'Counts a measure by region and day; the old count must be gone.';

CREATE FUNCTION measure_tables(measure_code text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY['facility', CASE measure_code WHEN 'inspected' THEN 'inspection' WHEN 'prescriptions_fulfilled' THEN 'prescription'
                                               WHEN 'insured' THEN 'permit' WHEN 'declared' THEN 'facility' ELSE 'programme_item' END]
$$;
COMMENT ON FUNCTION measure_tables IS 'Tables whose rows a measure counts.';

CREATE FUNCTION refresh_measures(asked_id bigint, written text[] DEFAULT NULL) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
BEGIN
    DELETE FROM measure_change c USING completion_measure m
    WHERE (m.instruction_id, m.version) = (c.instruction_id, c.version)
      AND (asked_id IS NULL OR m.instruction_id = asked_id) AND (written IS NULL OR measure_tables(m.measure_code) && written);
    PERFORM refresh_measure(m) FROM completion_measure m
    WHERE m.measure_code IS NOT NULL
      AND (asked_id IS NULL OR m.instruction_id = asked_id) AND (written IS NULL OR measure_tables(m.measure_code) && written);
END $$;
COMMENT ON FUNCTION refresh_measures IS 'Counts the measures of an instruction anew over the whole country, of all for null; where tables written are named, those that count their rows. Called when a measure is set and whenever facilities are scored.';
REVOKE ALL ON FUNCTION refresh_measures FROM PUBLIC;
GRANT EXECUTE ON FUNCTION refresh_measures TO map_writer;
