-- Layers of the map beside the facilities: how far their worst accidents reach.

CREATE FUNCTION danger_radii_in_tile(z integer, x integer, y integer, cells_to_the_side integer, least_m double precision, as_of date,
                                     asked jsonb, viewer_region text)
RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET jit = off SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    tile geometry := tile_box(z, x, y);
    west double precision := ST_XMin(tile);
    south double precision := ST_YMin(tile);
    east double precision := ST_XMax(tile);
    north double precision := ST_YMax(tile);
    metres_north double precision := 111320;
    metres_east double precision := 111320 * cos(radians((south + north) / 2));
    farthest_m double precision := 10000;
    own_region text := CASE WHEN app_is_nationwide() THEN NULL ELSE coalesce(app_region(), '') END;
BEGIN
    RETURN (
        WITH in_and_around AS (
            SELECT (p.f).facility_id, ST_X((p.f).geom) AS lon, ST_Y((p.f).geom) AS lat, (p.f).danger_radius_m
            FROM facilities_passing(as_of, asked) p
            WHERE (p.f).geom && ST_Expand(tile, farthest_m / metres_east, farthest_m / metres_north)
              AND (p.f).danger_radius_m >= least_m
              AND (own_region IS NULL OR (p.f).region_code = own_region)
              AND (viewer_region IS NULL OR (p.f).region_code = viewer_region)
        ),
        reaching_into_the_tile AS (
            SELECT * FROM in_and_around
            WHERE (greatest(west - lon, lon - east, 0) * metres_east) ^ 2 + (greatest(south - lat, lat - north, 0) * metres_north) ^ 2
                  <= danger_radius_m ^ 2
        ),
        largest_of_each_cell AS (
            SELECT DISTINCT ON (cell_x, cell_y) facility_id, lon, lat, danger_radius_m, lon * metres_east AS east_m, lat * metres_north AS north_m
            FROM reaching_into_the_tile, LATERAL (
                SELECT floor((mercator_x(lon, z) - x) * cells_to_the_side) AS cell_x,
                       floor((mercator_y(lat, z) - y) * cells_to_the_side) AS cell_y) AS cell
            ORDER BY cell_x, cell_y, danger_radius_m DESC, facility_id
        ),
        outside_of_larger_ones AS (
            SELECT l.* FROM largest_of_each_cell l
            WHERE NOT EXISTS (
                SELECT 1 FROM largest_of_each_cell o
                WHERE o.danger_radius_m > l.danger_radius_m
                  AND (o.east_m - l.east_m) ^ 2 + (o.north_m - l.north_m) ^ 2 <= (o.danger_radius_m - l.danger_radius_m) ^ 2)
        )
        SELECT map_features(string_agg(
            map_feature(lon, lat, 5, '{"m":' || danger_radius_m || '}'), ',' ORDER BY danger_radius_m DESC, facility_id))
        FROM outside_of_larger_ones
    );
END $$;
COMMENT ON FUNCTION danger_radii_in_tile IS 'GeoJSON of a tile: circles that reach into it, at least least_m metres, from up to 10 km around it, the largest of each cell, without circles that lie whole within a larger one; m metres. Runs as the owner, so that the box is an index condition, and reads who asks by itself: nobody gets more than row-level security would show.';
REVOKE ALL ON FUNCTION danger_radii_in_tile FROM PUBLIC;
GRANT EXECUTE ON FUNCTION danger_radii_in_tile TO map_reader, map_writer;
