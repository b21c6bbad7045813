-- What lies within the circle of the filters as scored on :as_of: the facilities that pass them all, and the settlements inside, which
-- everybody sees. Accidents are those of the three years before, prescriptions those overdue.
WITH asked AS (
    SELECT ST_SetSRID(ST_MakePoint(CAST(a ->> 'lon' AS double precision), CAST(a ->> 'lat' AS double precision)), 4326) AS middle,
        CAST(a ->> 'km' AS double precision) * 1000 AS reach_m
    FROM (SELECT CAST(:asked AS jsonb) AS a) AS given
),
passing AS (
    SELECT mark_of((p.s).marks, CAST(:asked AS jsonb) ->> 'law') AS mark, (p.f).employee_count,
        (p.s).overdue_prescription_count, (p.s).accident_count, (p.s).fatal_accident_count
    FROM facilities_passing(:as_of, CAST(:asked AS jsonb)) p
    WHERE CAST(:viewer_region AS text) IS NULL OR (p.f).region_code = :viewer_region
),
facilities_counted AS (
    SELECT count(*) AS facilities,
        count(*) FILTER (WHERE mark = degree_mark('high')) AS high, count(*) FILTER (WHERE mark = degree_mark('medium')) AS medium,
        count(*) FILTER (WHERE mark = degree_mark('low')) AS low, count(*) FILTER (WHERE mark = degree_mark('not_high')) AS not_high,
        count(*) FILTER (WHERE mark = degree_mark('unknown')) AS unknown,
        coalesce(sum(employee_count), 0) AS workers, count(*) FILTER (WHERE employee_count IS NULL) AS without_workers,
        coalesce(sum(overdue_prescription_count), 0) AS overdue_prescriptions,
        coalesce(sum(accident_count), 0) AS accidents, coalesce(sum(fatal_accident_count), 0) AS fatal_accidents
    FROM passing
),
settlements_inside AS (
    SELECT s.*, row_number() OVER (ORDER BY s.population DESC, s.settlement_id) AS place
    FROM settlement s, asked
    WHERE ST_DistanceSphere(s.geom, middle) <= reach_m
),
settlements_counted AS (
    SELECT count(*) AS settlements, coalesce(sum(population), 0) AS population,
        string_agg(name_kk, ', ' ORDER BY place) FILTER (WHERE place <= 3) AS largest_kk,
        string_agg(name_ru, ', ' ORDER BY place) FILTER (WHERE place <= 3) AS largest_ru,
        string_agg(name_en, ', ' ORDER BY place) FILTER (WHERE place <= 3) AS largest_en
    FROM settlements_inside
)
SELECT facilities, high, medium, low, not_high, unknown, CAST(workers AS bigint) AS workers, without_workers,
    CAST(overdue_prescriptions AS bigint) AS overdue_prescriptions, CAST(accidents AS bigint) AS accidents,
    CAST(fatal_accidents AS bigint) AS fatal_accidents, settlements, CAST(population AS bigint) AS population,
    largest_kk, largest_ru, largest_en
FROM facilities_counted, settlements_counted
