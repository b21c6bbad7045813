-- Map tiles below zoom 7: clusters of a grid, sixteen to the side of a tile, read from what was counted beforehand as far as that knows the
-- filters. The functions in SQL are one statement each and STABLE, so that the planner puts them in line.

CREATE TYPE cluster_far_out AS (
    cell_x integer, cell_y integer, n bigint, lon_e6_sum bigint, lat_e6_sum bigint, worst integer, bad bigint, known bigint,
    worst_violation integer, gross bigint, inspected bigint
);
COMMENT ON TYPE cluster_far_out IS 'A cell of a tile: how many facilities, the sums of their places; the worst class in the colouring, how many are bad of how many known; the worst violation class, how many have gross ones of how many inspected.';

CREATE FUNCTION worst_violation(c facility_cell) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN c.gross_count > 0 THEN 5 WHEN c.significant_count > 0 THEN 4 WHEN c.minor_count > 0 THEN 3
                WHEN c.clean_count > 0 THEN 2 WHEN c.not_inspected_count > 0 THEN 1 ELSE 0 END
$$;
COMMENT ON FUNCTION worst_violation IS 'The worst violation class (violation_mark) in a cell counted beforehand.';

CREATE FUNCTION clusters_of_cells(z integer, x integer, y integer, as_of date, ends date[], asked jsonb, viewer_region text,
                                  bad_from integer, known_from integer)
RETURNS SETOF cluster_far_out LANGUAGE sql STABLE AS $$
    SELECT c.cell_x, c.cell_y, sum(c.facility_count), CAST(sum(c.lon_e6_sum) AS bigint), CAST(sum(c.lat_e6_sum) AS bigint), max(c.mark),
        coalesce(sum(c.facility_count) FILTER (WHERE c.mark >= bad_from), 0), coalesce(sum(c.facility_count) FILTER (WHERE c.mark >= known_from), 0),
        max(worst_violation(c)), sum(c.gross_count), sum(c.gross_count) + sum(c.significant_count) + sum(c.minor_count) + sum(c.clean_count)
    FROM facility_cell c
    WHERE c.zoom = z AND c.colour = asked ->> 'colour' AND c.valid_from <= as_of AND c.valid_to = ANY (ends)
      AND c.cell_x BETWEEN x * 16 AND x * 16 + 15 AND c.cell_y BETWEEN y * 16 AND y * 16 + 15
      AND (viewer_region IS NULL OR c.region_code = viewer_region)
      AND (asked ->> 'region' IS NULL OR c.region_code = asked ->> 'region')
      AND (asked ->> 'mark' IS NULL OR c.mark = CAST(asked ->> 'mark' AS integer))
    GROUP BY c.cell_x, c.cell_y
$$;
COMMENT ON FUNCTION clusters_of_cells IS 'Clusters of a tile from the cells counted beforehand (cells_know).';

CREATE FUNCTION clusters_of_kinds(z integer, x integer, y integer, as_of date, ends date[], asked jsonb, viewer_region text,
                                  bad_from integer, known_from integer, activities text[], size size_class, degree_asked integer)
RETURNS SETOF cluster_far_out LANGUAGE sql STABLE AS $$
    SELECT k.cell_x >> (k.zoom - z), k.cell_y >> (k.zoom - z), sum(k.facility_count),
        CAST(sum(k.lon_e6_sum) AS bigint), CAST(sum(k.lat_e6_sum) AS bigint), max(mark_of(k.worst_marks, asked ->> 'colour')),
        CASE asked ->> 'colour' WHEN 'overdue' THEN sum(k.overdue_bad) WHEN 'inspected' THEN sum(k.inspected_bad) WHEN 'accidents' THEN sum(k.accidents_bad)
             WHEN 'insurance' THEN sum(k.insurance_bad) WHEN 'probability' THEN sum(k.probability_bad)
             ELSE coalesce(sum(k.facility_count) FILTER (WHERE mark_of(k.marks, asked ->> 'colour') >= bad_from), 0) END,
        CASE asked ->> 'colour' WHEN 'overdue' THEN sum(k.overdue_known) WHEN 'inspected' THEN sum(k.inspected_known) WHEN 'accidents' THEN sum(k.accidents_known)
             WHEN 'insurance' THEN sum(k.insurance_known) WHEN 'probability' THEN sum(k.probability_known)
             ELSE coalesce(sum(k.facility_count) FILTER (WHERE mark_of(k.marks, asked ->> 'colour') >= known_from), 0) END,
        max(mark_of(k.marks, 'violations')), coalesce(sum(k.facility_count) FILTER (WHERE mark_of(k.marks, 'violations') = 5), 0),
        coalesce(sum(k.facility_count) FILTER (WHERE mark_of(k.marks, 'violations') >= 2), 0)
    FROM facility_kind k
    WHERE k.zoom = CASE WHEN z <= 4 THEN 4 ELSE 6 END AND k.is_of_all = (NOT asked ?| '{hazard,activity,size}') AND k.valid_from <= as_of AND k.valid_to = ANY (ends)
      AND CASE WHEN z <= 4 THEN k.cell_x + 0 ELSE k.cell_x END  -- of half of the country no index is to be asked for its place
          BETWEEN (x * 16) << (CASE WHEN z <= 4 THEN 4 ELSE 6 END - z) AND ((x * 16 + 16) << (CASE WHEN z <= 4 THEN 4 ELSE 6 END - z)) - 1
      AND CASE WHEN z <= 4 THEN k.cell_y + 0 ELSE k.cell_y END
          BETWEEN (y * 16) << (CASE WHEN z <= 4 THEN 4 ELSE 6 END - z) AND ((y * 16 + 16) << (CASE WHEN z <= 4 THEN 4 ELSE 6 END - z)) - 1
      AND (viewer_region IS NULL OR k.region_code = viewer_region)
      AND (size IS NULL OR k.size_mark = size_mark(size))  -- again, as an index reads it
      AND passes(asked, activities, size, degree_asked, k.region_code, NULL, k.hazard_type_code, k.activity_code, k.size_class,
                 CASE asked ->> 'law' WHEN 'labour_degree' THEN k.labour_mark ELSE k.safety_mark END, k.marks)
    GROUP BY 1, 2
$$;
COMMENT ON FUNCTION clusters_of_kinds IS 'Clusters of a tile from the facilities of a kind (kinds_know).';

CREATE FUNCTION clusters_of_each(z integer, x integer, y integer, as_of date, ends date[], asked jsonb, viewer_region text,
                                  bad_from integer, known_from integer)
RETURNS SETOF cluster_far_out LANGUAGE sql STABLE AS $$
    WITH alike_or_single AS (
        SELECT CAST(a.cell_x AS integer), CAST(a.cell_y AS integer), a.marks, a.facility_count, a.lon_e6_sum, a.lat_e6_sum
        FROM alike_passing(as_of, asked) a
        WHERE alike_know(asked) AND a.valid_to = ANY (ends)
          AND a.cell_x BETWEEN (x * 16) << (6 - z) AND ((x * 16 + 16) << (6 - z)) - 1
          AND a.cell_y BETWEEN (y * 16) << (6 - z) AND ((y * 16 + 16) << (6 - z)) - 1
          AND (viewer_region IS NULL OR a.region_code = viewer_region)
        UNION ALL
        SELECT s.cell_x, s.cell_y, s.marks, 1, CAST(s.lon_e6 AS bigint), CAST(s.lat_e6 AS bigint)
        FROM scores_passing(as_of, asked) s
        WHERE NOT alike_know(asked)
          AND s.cell_x BETWEEN (x * 16) << (6 - z) AND ((x * 16 + 16) << (6 - z)) - 1
          AND s.cell_y BETWEEN (y * 16) << (6 - z) AND ((y * 16 + 16) << (6 - z)) - 1
          AND (viewer_region IS NULL OR s.region_code = viewer_region)
    )
    SELECT a.cell_x >> (6 - z), a.cell_y >> (6 - z), sum(a.facility_count), CAST(sum(a.lon_e6_sum) AS bigint), CAST(sum(a.lat_e6_sum) AS bigint),
        max(mark_of(a.marks, asked ->> 'colour')),
        coalesce(sum(a.facility_count) FILTER (WHERE mark_of(a.marks, asked ->> 'colour') >= bad_from), 0),
        coalesce(sum(a.facility_count) FILTER (WHERE mark_of(a.marks, asked ->> 'colour') >= known_from), 0), max(mark_of(a.marks, 'violations')),
        coalesce(sum(a.facility_count) FILTER (WHERE mark_of(a.marks, 'violations') = 5), 0),
        coalesce(sum(a.facility_count) FILTER (WHERE mark_of(a.marks, 'violations') >= 2), 0)
    FROM alike_or_single a
    GROUP BY 1, 2
$$;
COMMENT ON FUNCTION clusters_of_each IS 'Clusters of a tile from the facilities alike, and where these do not know the filters (alike_know) from each facility.';

CREATE FUNCTION clusters_of_circle(z integer, x integer, y integer, as_of date, ends date[], asked jsonb, viewer_region text,
                                   bad_from integer, known_from integer)
RETURNS SETOF cluster_far_out LANGUAGE sql STABLE AS $$
    WITH touched AS (
        SELECT * FROM cells_of_circle(CAST(asked ->> 'lon' AS double precision), CAST(asked ->> 'lat' AS double precision), CAST(asked ->> 'km' AS double precision), 10)
        WHERE cell_x BETWEEN (x * 16) << (6 - z) AND ((x * 16 + 16) << (6 - z)) - 1
          AND cell_y BETWEEN (y * 16) << (6 - z) AND ((y * 16 + 16) << (6 - z)) - 1
    ),
    counted_or_each AS (
        SELECT cell_x, cell_y, c.facility_count AS n, c.lon_e6_sum, c.lat_e6_sum, c.mark AS worst, CASE WHEN c.mark >= bad_from THEN c.facility_count ELSE 0 END AS bad,
            CASE WHEN c.mark >= known_from THEN c.facility_count ELSE 0 END AS known, worst_violation(c) AS worst_violation, c.gross_count AS gross,
            c.gross_count + c.significant_count + c.minor_count + c.clean_count AS inspected
        FROM touched t JOIN facility_cell c USING (cell_x, cell_y)
        WHERE t.is_inside AND c.zoom = 6 AND c.colour = asked ->> 'colour' AND c.valid_from <= as_of AND c.valid_to = ANY (ends)
          AND (viewer_region IS NULL OR c.region_code = viewer_region)
          AND (asked ->> 'region' IS NULL OR c.region_code = asked ->> 'region')
          AND (asked ->> 'mark' IS NULL OR c.mark = CAST(asked ->> 'mark' AS integer))
        UNION ALL
        SELECT t.cell_x, t.cell_y, each.*
        FROM touched t CROSS JOIN LATERAL (
            SELECT count(*), sum(s.lon_e6), sum(s.lat_e6), max(mark_of(s.marks, asked ->> 'colour')),
                count(*) FILTER (WHERE mark_of(s.marks, asked ->> 'colour') >= bad_from),
                count(*) FILTER (WHERE mark_of(s.marks, asked ->> 'colour') >= known_from), max(mark_of(s.marks, 'violations')),
                count(*) FILTER (WHERE mark_of(s.marks, 'violations') = 5), count(*) FILTER (WHERE mark_of(s.marks, 'violations') >= 2)
            FROM scores_passing(as_of, asked) s
            WHERE s.cell_x = t.cell_x AND s.cell_y = t.cell_y AND (viewer_region IS NULL OR s.region_code = viewer_region)) AS each
        WHERE NOT t.is_inside
    )
    SELECT cell_x >> (6 - z), cell_y >> (6 - z), CAST(sum(n) AS bigint), CAST(sum(lon_e6_sum) AS bigint), CAST(sum(lat_e6_sum) AS bigint), max(worst),
        CAST(sum(bad) AS bigint), CAST(sum(known) AS bigint), max(worst_violation), CAST(sum(gross) AS bigint), CAST(sum(inspected) AS bigint)
    FROM counted_or_each
    GROUP BY 1, 2
    HAVING sum(n) > 0
$$;
COMMENT ON FUNCTION clusters_of_circle IS 'Clusters of a tile within a circle (cells_of_circle_know): cells that lie in it whole as counted beforehand, of the others each facility.';

CREATE FUNCTION clusters_far_out(z integer, x integer, y integer, as_of date, asked jsonb, viewer_region text) RETURNS SETOF cluster_far_out
LANGUAGE plpgsql STABLE SET jit = off SET plan_cache_mode = force_custom_plan ROWS 200 AS $$
DECLARE
    ends date[] := ARRAY(SELECT * FROM ends_after(as_of));
    activities text[] := CASE WHEN asked ? 'activity' THEN ARRAY(SELECT activities_under(asked ->> 'activity')) END;
    size size_class := asked ->> 'size';
    degree_asked integer := degree_mark(CAST(asked ->> 'degree' AS degree));
    bad_from integer;
    known_from integer;
BEGIN
    SELECT c.bad_from, c.known_from INTO STRICT bad_from, known_from FROM map_colours() c WHERE c.colour = asked ->> 'colour';
    IF cells_know(asked) THEN
        RETURN QUERY SELECT * FROM clusters_of_cells(z, x, y, as_of, ends, asked, viewer_region, bad_from, known_from);
    ELSIF kinds_know(asked) THEN
        RETURN QUERY SELECT * FROM clusters_of_kinds(z, x, y, as_of, ends, asked, viewer_region, bad_from, known_from, activities, size, degree_asked);
    ELSIF cells_of_circle_know(asked) THEN
        RETURN QUERY SELECT * FROM clusters_of_circle(z, x, y, as_of, ends, asked, viewer_region, bad_from, known_from);
    ELSE
        RETURN QUERY SELECT * FROM clusters_of_each(z, x, y, as_of, ends, asked, viewer_region, bad_from, known_from);
    END IF;
END $$;
COMMENT ON FUNCTION clusters_far_out IS 'Clusters of a tile below zoom 7 under filters, as the asker may see them (row-level security), from what reads least.';
