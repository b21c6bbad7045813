-- The grid of map tiles: Web Mercator, zoom 0 is the whole world in one tile.

CREATE FUNCTION mercator_x(lon double precision, zoom integer) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (lon + 180) / 360 * CAST(2 AS double precision) ^ zoom
$$;
COMMENT ON FUNCTION mercator_x IS 'Column of a longitude in tiles of a zoom, counted from the west (Web Mercator, fractional).';

CREATE FUNCTION mercator_y(lat double precision, zoom integer) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (1 - asinh(tan(radians(lat))) / pi()) / 2 * CAST(2 AS double precision) ^ zoom
$$;
COMMENT ON FUNCTION mercator_y IS 'Row of a latitude in tiles of a zoom, counted from the north (Web Mercator, fractional).';

CREATE FUNCTION tile_box(zoom integer, x integer, y integer) RETURNS geometry LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    WITH north_to_south AS (
        SELECT degrees(atan(sinh(pi() * (1 - 2 * (y + down) / CAST(2 AS double precision) ^ zoom)))) AS lat FROM (VALUES (0), (1)) AS edge (down)
    )
    SELECT ST_MakeEnvelope(x / CAST(2 AS double precision) ^ zoom * 360 - 180, min(lat),
                           (x + 1) / CAST(2 AS double precision) ^ zoom * 360 - 180, max(lat), 4326)
    FROM north_to_south
$$;
COMMENT ON FUNCTION tile_box IS 'Longitudes and latitudes of a tile; computed here, since loading a projection costs more than the whole tile.';
