-- Map tiles: what a mark on the map carries, and the facilities of a tile from zoom 7.

CREATE FUNCTION degree_mark(of_degree degree) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE of_degree WHEN 'unknown' THEN 0 WHEN 'not_high' THEN 1 WHEN 'low' THEN 2 WHEN 'medium' THEN 3 WHEN 'high' THEN 4 END
$$;
COMMENT ON FUNCTION degree_mark IS 'Number of a degree as marks on the map carry it; grows with the risk.';

CREATE FUNCTION violation_mark(of_class violation_class) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE of_class WHEN 'no_data' THEN 0 WHEN 'not_inspected' THEN 1 WHEN 'clean' THEN 2
                         WHEN 'minor' THEN 3 WHEN 'significant' THEN 4 WHEN 'gross' THEN 5 END
$$;
COMMENT ON FUNCTION violation_mark IS 'Number of a violation class as marks on the map carry it; grows with the severity.';

CREATE FUNCTION share_bounds(of_what text) RETURNS integer[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE of_what WHEN 'industrial_safety' THEN ARRAY[10, 20, 30] WHEN 'labour' THEN ARRAY[2, 4, 8] ELSE ARRAY[5, 10, 20] END
$$;
COMMENT ON FUNCTION share_bounds IS 'Per cent from which the colour of a cluster rises: shares of the high degree under a law, or else of gross violations.';

CREATE FUNCTION share_mark(part bigint, whole bigint, worst integer, bounds integer[]) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN whole < 5 THEN worst
                WHEN part * 100 < whole * bounds[1] THEN 10
                WHEN part * 100 < whole * bounds[2] THEN 11
                WHEN part * 100 < whole * bounds[3] THEN 12
                ELSE 13 END
$$;
COMMENT ON FUNCTION share_mark IS 'Number of a share as marks of clusters carry it: 10 below the first bound to 13 from the third; the worst member''s own number where the base is under five.';

CREATE FUNCTION mark_radius(facilities bigint, zoom integer) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT round(CAST(least(18, 2.3 + 0.3 * greatest(zoom - 6, 0) + 0.5 * facilities ^ 0.36) * least(1, zoom / 4.0) AS numeric), 1)
$$;
COMMENT ON FUNCTION mark_radius IS 'Radius of a mark in pixels: grows slowly with the number of facilities and is capped, so that neighbours stay apart.';

CREATE FUNCTION without_markup(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT translate(name, '<>"`', '‹›”’')
$$;
COMMENT ON FUNCTION without_markup IS 'A name that cannot carry HTML: its brackets and straight quotes become typographic ones.';

CREATE FUNCTION grouped(facilities bigint) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT replace(to_char(facilities, 'FM999,999,999'), ',', U&'\202F')
$$;
COMMENT ON FUNCTION grouped IS 'A count with its thousands apart, as a tooltip shows it in every language (narrow no-break space).';

-- The next three are single expressions and STABLE like json_build_object, so that the planner puts them in line: a call for each
-- mark would cost more than all the rest of a tile.
CREATE FUNCTION facility_properties(zoom integer, facility_id bigint, name text, of_degree degree, of_class violation_class) RETURNS json
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT json_build_object('k', 'facility', 'r', mark_radius(1, zoom), 'id', facility_id, 'name', without_markup(name),
        'd', degree_mark(of_degree), 'v', violation_mark(of_class))
$$;
COMMENT ON FUNCTION facility_properties IS 'What the mark of a facility carries: its number and name, its radius in pixels, d degree (degree_mark), v violation class (violation_mark).';

CREATE FUNCTION cluster_properties(zoom integer, law text, n bigint, high bigint, known bigint, gross bigint,
                                   inspected bigint, worst_degree degree, worst_class violation_class) RETURNS json
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT json_build_object('k', 'cluster', 'r', mark_radius(n, zoom), 'n', grouped(n), 'high', grouped(high), 'known', grouped(known),
        'gross', grouped(gross), 'inspected', grouped(inspected),
        'd', share_mark(high, known, degree_mark(worst_degree), share_bounds(law)),
        'v', share_mark(gross, inspected, violation_mark(worst_class), share_bounds('violations')))
$$;
COMMENT ON FUNCTION cluster_properties IS 'What a cluster carries: its radius in pixels, counts as text, d (share_mark of high among known), v (share_mark of gross among inspected).';

CREATE FUNCTION map_feature(lon double precision, lat double precision, properties json) RETURNS json
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT json_build_object('type', 'Feature', 'properties', properties, 'geometry', json_build_object('type', 'Point',
        'coordinates', json_build_array(round(CAST(lon AS numeric), 5), round(CAST(lat AS numeric), 5))))
$$;
COMMENT ON FUNCTION map_feature IS 'A GeoJSON point; five decimals of a degree are about a metre.';

CREATE FUNCTION facilities_in_tile(z integer, x integer, y integer, cells_to_the_side integer, as_of date, asked_law text,
                                   viewer_region text, asked_region text, asked_hazard text, asked_degree text, language text)
RETURNS json LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET jit = off AS $$
    WITH tile AS (
        SELECT tile_box(z, x, y) AS box
    ),
    in_the_box AS (
        SELECT f.facility_id, f.geom, s.violation_class,
            CASE asked_law WHEN 'labour' THEN s.labour_degree ELSE s.safety_degree END AS degree
        FROM facility f JOIN risk_score s USING (facility_id)
        WHERE f.geom && (SELECT box FROM tile) AND ST_X(f.geom) < (SELECT ST_XMax(box) FROM tile)
          AND ST_Y(f.geom) < (SELECT ST_YMax(box) FROM tile)
          AND ((SELECT app_is_nationwide()) OR f.region_code = (SELECT app_region()))
          AND (viewer_region IS NULL OR f.region_code = viewer_region)
          AND (asked_region IS NULL OR f.region_code = asked_region)
          AND (asked_hazard IS NULL OR f.hazard_type_code = asked_hazard)
          AND s.valid_from <= as_of AND s.valid_to > as_of
    ),
    merged_where_crowded AS (
        SELECT count(*) AS n, min(facility_id) AS facility_id, avg(ST_X(geom)) AS lon, avg(ST_Y(geom)) AS lat,
            max(degree) AS worst_degree, max(violation_class) AS worst_class,
            count(*) FILTER (WHERE degree = 'high') AS high, count(*) FILTER (WHERE degree > 'unknown') AS known,
            count(*) FILTER (WHERE violation_class = 'gross') AS gross, count(*) FILTER (WHERE violation_class >= 'clean') AS inspected
        FROM in_the_box
        WHERE asked_degree IS NULL OR degree = CAST(asked_degree AS degree)
        GROUP BY floor((mercator_x(ST_X(geom), z) - x) * cells_to_the_side), floor((mercator_y(ST_Y(geom), z) - y) * cells_to_the_side)
    )
    SELECT json_build_object('type', 'FeatureCollection', 'features', coalesce(json_agg(
        map_feature(m.lon, m.lat, CASE
            WHEN m.n > 1 THEN cluster_properties(z, asked_law, m.n, m.high, m.known, m.gross, m.inspected, m.worst_degree, m.worst_class)
            ELSE facility_properties(z, m.facility_id, CASE language WHEN 'kk' THEN f.name_kk WHEN 'ru' THEN f.name_ru ELSE f.name_en END,
                                     m.worst_degree, m.worst_class)
        END) ORDER BY m.n DESC, m.worst_degree, m.facility_id), '[]'))
    FROM merged_where_crowded m LEFT JOIN facility f ON m.n = 1 AND f.facility_id = m.facility_id
$$;
COMMENT ON FUNCTION facilities_in_tile IS 'GeoJSON of a tile from zoom 7. Runs as the owner, so that the box is an index condition, and reads who asks by itself: nobody gets more than row-level security would show.';
REVOKE ALL ON FUNCTION facilities_in_tile FROM PUBLIC;
GRANT EXECUTE ON FUNCTION facilities_in_tile TO map_reader, map_writer;
