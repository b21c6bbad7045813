-- Map tiles: what a mark on the map carries, and the facilities of a tile.

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
    SELECT round(CAST(least(18, 2.3 + 0.3 * greatest(zoom - 6, 0) + 0.5 * CAST(facilities AS double precision) ^ 0.36) * least(1, zoom / 4.0) AS numeric), 1)
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

-- The next five are single expressions and STABLE, so that the planner puts them in line: a call for each mark would cost more than all the
-- rest of a tile. They write JSON as text, since json_build_object asks for the type of every value of every mark anew; what is not a number
-- is quoted by to_json, or is of digits alone.
CREATE FUNCTION facility_properties(zoom integer, facility_id bigint, name text, marks integer, mark integer) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT '{"k":"facility","r":' || round(mark_radius(1, zoom) * (0.65 + 0.25 * mark_of(marks, 'harm_potential')), 1)
        || ',"id":' || facility_id || ',"name":' || to_json(without_markup(name)) || ',"c":' || mark || ',"v":' || mark_of(marks, 'violations') || '}'
$$;
COMMENT ON FUNCTION facility_properties IS 'What the mark of a facility carries: its number and name, its radius in pixels by harm potential, c class in the colouring, v violation class (violation_mark).';

CREATE FUNCTION cluster_properties(zoom integer, bounds integer[], n bigint, bad bigint, known bigint, worst integer,
                                   gross bigint, inspected bigint, worst_violation integer) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT '{"k":"cluster","r":' || mark_radius(n, zoom) || ',"n":"' || grouped(n) || '","b":"' || grouped(bad) || '","w":"' || grouped(known)
        || '","g":"' || grouped(gross) || '","i":"' || grouped(inspected) || '","c":' || share_mark(bad, known, worst, bounds)
        || ',"v":' || share_mark(gross, inspected, worst_violation, ARRAY[5, 10, 20]) || '}'
$$;
COMMENT ON FUNCTION cluster_properties IS 'What a cluster carries: its radius in pixels, as text n facilities, b bad ones among w known in the colouring, g with gross violations among i inspected; c (share_mark of b among w), v (share_mark of g among i).';

CREATE FUNCTION map_feature(lon double precision, lat double precision, decimals integer, properties text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT '{"type":"Feature","properties":' || properties || ',"geometry":{"type":"Point","coordinates":['
        || round(CAST(lon AS numeric), decimals) || ',' || round(CAST(lat AS numeric), decimals) || ']}}'
$$;
COMMENT ON FUNCTION map_feature IS 'A GeoJSON point; five decimals of a degree are about a metre.';

CREATE FUNCTION map_features(features text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT '{"type":"FeatureCollection","features":[' || coalesce(features, '') || ']}'
$$;
COMMENT ON FUNCTION map_features IS 'GeoJSON of features with commas between them; null for none.';

CREATE FUNCTION facilities_in_tile(z integer, x integer, y integer, cells_to_the_side integer, as_of date, asked jsonb,
                                   viewer_region text, language text)
RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET jit = off SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    tile geometry := tile_box(z, x, y);
    east double precision := ST_XMax(tile);
    north double precision := ST_YMax(tile);
    own_region text := CASE WHEN app_is_nationwide() THEN NULL ELSE coalesce(app_region(), '') END;
    colouring text := asked ->> 'colour';
    of_colour record;
BEGIN
    SELECT * INTO STRICT of_colour FROM map_colours() c WHERE c.colour = colouring;
    RETURN (
        WITH in_the_box AS (
            SELECT (p.f).facility_id, (p.f).geom, (p.s).marks, mark_of((p.s).marks, colouring) AS mark, mark_of((p.s).marks, 'violations') AS violation
            FROM facilities_passing(as_of, asked) p
            WHERE (p.f).geom && tile AND ST_X((p.f).geom) < east AND ST_Y((p.f).geom) < north
              AND (own_region IS NULL OR (p.f).region_code = own_region)
              AND (viewer_region IS NULL OR (p.f).region_code = viewer_region)
        ),
        merged_where_crowded AS (
            SELECT count(*) AS n, min(facility_id) AS facility_id, avg(ST_X(geom)) AS lon, avg(ST_Y(geom)) AS lat, min(marks) AS marks,
                max(mark) AS worst, max(violation) AS worst_violation,
                count(*) FILTER (WHERE mark >= of_colour.bad_from) AS bad, count(*) FILTER (WHERE mark >= of_colour.known_from) AS known,
                count(*) FILTER (WHERE violation = 5) AS gross, count(*) FILTER (WHERE violation >= 2) AS inspected
            FROM in_the_box
            GROUP BY floor((mercator_x(ST_X(geom), z) - x) * cells_to_the_side), floor((mercator_y(ST_Y(geom), z) - y) * cells_to_the_side)
        )
        SELECT map_features(string_agg(
            map_feature(m.lon, m.lat, CASE WHEN z < 7 THEN 3 ELSE 5 END, CASE
                WHEN m.n > 1 THEN cluster_properties(z, of_colour.share_bounds, m.n, m.bad, m.known, m.worst, m.gross, m.inspected, m.worst_violation)
                ELSE facility_properties(z, m.facility_id, CASE language WHEN 'kk' THEN f.name_kk WHEN 'ru' THEN f.name_ru ELSE f.name_en END,
                                         m.marks, m.worst)
            END), ',' ORDER BY m.n DESC, m.worst, m.facility_id))
        FROM merged_where_crowded m LEFT JOIN facility f ON m.n = 1 AND f.facility_id = m.facility_id
    );
END $$;
COMMENT ON FUNCTION facilities_in_tile IS 'GeoJSON of a tile counted from the facilities themselves. Runs as the owner, so that the box is an index condition, and reads who asks by itself: nobody gets more than row-level security would show.';
REVOKE ALL ON FUNCTION facilities_in_tile FROM PUBLIC;
GRANT EXECUTE ON FUNCTION facilities_in_tile TO map_reader, map_writer;
