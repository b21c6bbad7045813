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
