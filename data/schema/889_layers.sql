-- Layers of the map beside the facilities: how far their worst accidents reach.

CREATE FUNCTION danger_radii_in_tile(z integer, x integer, y integer, cells_to_the_side integer, least_m double precision, as_of date,
                                     asked jsonb, viewer_region text)
RETURNS json LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET jit = off SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    tile geometry := tile_box(z, x, y);
    east double precision := ST_XMax(tile);
    north double precision := ST_YMax(tile);
    own_region text := CASE WHEN app_is_nationwide() THEN NULL ELSE coalesce(app_region(), '') END;
BEGIN
    RETURN (
        WITH in_the_box AS (
            SELECT (p.f).facility_id, (p.f).geom, (p.f).danger_radius_m
            FROM facilities_passing(as_of, asked) p
            WHERE (p.f).geom && tile AND ST_X((p.f).geom) < east AND ST_Y((p.f).geom) < north
              AND (p.f).danger_radius_m >= least_m
              AND (own_region IS NULL OR (p.f).region_code = own_region)
              AND (viewer_region IS NULL OR (p.f).region_code = viewer_region)
        ),
        largest_of_each_cell AS (
            SELECT DISTINCT ON (cell_x, cell_y) facility_id, geom, danger_radius_m
            FROM in_the_box, LATERAL (
                SELECT floor((mercator_x(ST_X(geom), z) - x) * cells_to_the_side) AS cell_x,
                       floor((mercator_y(ST_Y(geom), z) - y) * cells_to_the_side) AS cell_y) AS cell
            ORDER BY cell_x, cell_y, danger_radius_m DESC, facility_id
        )
        SELECT json_build_object('type', 'FeatureCollection', 'features', coalesce(json_agg(
            map_feature(ST_X(geom), ST_Y(geom), 5, json_build_object('m', danger_radius_m)) ORDER BY danger_radius_m DESC, facility_id), '[]'))
        FROM largest_of_each_cell
    );
END $$;
COMMENT ON FUNCTION danger_radii_in_tile IS 'GeoJSON of a tile: where the worst accidents reach at least least_m metres, the largest of each cell, m metres. Runs as the owner, so that the box is an index condition, and reads who asks by itself: nobody gets more than row-level security would show.';
REVOKE ALL ON FUNCTION danger_radii_in_tile FROM PUBLIC;
GRANT EXECUTE ON FUNCTION danger_radii_in_tile TO map_reader, map_writer;
