-- Other registers by month: where each begins, and how many employers are covered by a permit.

CREATE FUNCTION inspections_start_on() RETURNS date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT month_of(min(inspected_on)) FROM inspection
$$;
COMMENT ON FUNCTION inspections_start_on IS 'First month with an inspection anywhere; null without one. Before it there is no data on control, not zero.';

CREATE FUNCTION permits_start_on(kind text) RETURNS date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT month_of(min(known_on)) FROM permit WHERE kind_code = kind
$$;
COMMENT ON FUNCTION permits_start_on IS 'First month in which a permit of a kind became known anywhere; null without one.';

CREATE FUNCTION covered_by_month(day date, kind text) RETURNS TABLE (region_code text, month date, covered_count bigint, employer_count bigint)
LANGUAGE sql STABLE AS $$
WITH in_service AS (
    SELECT f.region_code, f.bin, range_agg(daterange(f.known_on, CASE WHEN f.decommissioned_on IS NOT NULL THEN greatest(f.known_on, f.decommissioned_on) END)) AS days
    FROM facility f WHERE f.bin IS NOT NULL AND f.known_on <= day
    GROUP BY f.region_code, f.bin
),
with_permit AS (
    SELECT f.region_code, f.bin, range_agg(daterange(p.valid_from, p.valid_to, '[]')) AS days
    FROM permit p JOIN facility f USING (facility_id) WHERE p.kind_code = kind AND p.known_on <= day AND f.bin IS NOT NULL
    GROUP BY f.region_code, f.bin
),
stretches AS (
    SELECT s.region_code, true AS is_covered, unnest(s.days * w.days) AS days FROM in_service s JOIN with_permit w USING (region_code, bin)
    UNION ALL
    SELECT s.region_code, false, unnest(s.days) FROM in_service s
),
stepped_by_month AS (  -- counted at the end of a month: a stretch begins with the month of its first day and has ended with that after its last
    SELECT s.region_code, greatest(month_of(b.turns_on), (SELECT register_starts_on())) AS month,
        sum(b.step) FILTER (WHERE s.is_covered) AS covered, sum(b.step) FILTER (WHERE NOT s.is_covered) AS employers
    FROM stretches s CROSS JOIN LATERAL (VALUES (lower(s.days), 1), (upper(s.days), -1)) AS b (turns_on, step)
    WHERE b.turns_on IS NOT NULL
    GROUP BY 1, 2
),
summed_to_each_month AS (
    SELECT m.region_code, m.month, m.no_row, sum(s.covered) OVER until_then AS covered, sum(s.employers) OVER until_then AS employers
    FROM register_months(day, NULL) m LEFT JOIN stepped_by_month s USING (region_code, month)
    WINDOW until_then AS (PARTITION BY m.region_code ORDER BY m.month)
)
SELECT c.region_code, c.month, CAST(coalesce(c.covered, c.no_row) AS bigint), CAST(coalesce(c.employers, c.no_row) AS bigint)
FROM summed_to_each_month c WHERE c.month >= (SELECT permits_start_on(kind))
$$;
COMMENT ON FUNCTION covered_by_month IS 'At the end of each month, from the first in which permits of a kind were known: employers with a facility in service in the region, and those of them with a valid permit of that kind for a facility there. An employer counts once in every region where it has facilities.';

CREATE FUNCTION attested_by_month(day date) RETURNS TABLE (region_code text, month date, harmful_count bigint, worker_count bigint)
LANGUAGE sql STABLE AS $$
WITH in_force AS (  -- of a facility until its next attestation, the end of this one, or of the facility
    SELECT p.region_code, p.worker_count AS workers, p.harmful_worker_count AS harmful, p.valid_from,
        least(p.valid_to + 1, f.decommissioned_on, lead(p.valid_from) OVER (PARTITION BY p.facility_id ORDER BY p.valid_from, p.permit_id)) AS over_on
    FROM permit p JOIN facility f USING (facility_id)
    WHERE p.kind_code = 'attestation' AND p.worker_count IS NOT NULL AND p.known_on <= day
),
stepped_by_month AS (
    SELECT i.region_code, greatest(month_of(b.turns_on), (SELECT register_starts_on())) AS month,
        sum(b.step * i.harmful) AS harmful, sum(b.step * i.workers) AS workers
    FROM in_force i CROSS JOIN LATERAL (VALUES (i.valid_from, 1), (greatest(i.over_on, i.valid_from), -1)) AS b (turns_on, step)
    GROUP BY 1, 2
),
summed_to_each_month AS (
    SELECT m.region_code, m.month, m.no_row, sum(s.harmful) OVER until_then AS harmful, sum(s.workers) OVER until_then AS workers
    FROM register_months(day, NULL) m LEFT JOIN stepped_by_month s USING (region_code, month)
    WINDOW until_then AS (PARTITION BY m.region_code ORDER BY m.month)
)
SELECT a.region_code, a.month, CAST(coalesce(a.harmful, a.no_row) AS bigint), CAST(coalesce(a.workers, a.no_row) AS bigint)
FROM summed_to_each_month a WHERE a.month >= (SELECT permits_start_on('attestation'))
$$;
COMMENT ON FUNCTION attested_by_month IS 'At the end of each month: persons whose workplaces an attestation in force covers, and those of them in harmful or dangerous conditions, by region; of a facility its last attestation.';
