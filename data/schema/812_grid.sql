-- The grid of map tiles: Web Mercator, zoom 0 is the whole world in one tile.

CREATE FUNCTION mercator_x(lon double precision, zoom integer) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (lon + 180) / 360 * CAST(2 AS double precision) ^ zoom
$$;
COMMENT ON FUNCTION mercator_x IS 'Column of a longitude in tiles of a zoom, counted from the west (Web Mercator, fractional).';

CREATE FUNCTION mercator_y(lat double precision, zoom integer) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (1 - asinh(tan(radians(lat))) / pi()) / 2 * CAST(2 AS double precision) ^ zoom
$$;
COMMENT ON FUNCTION mercator_y IS 'Row of a latitude in tiles of a zoom, counted from the north (Web Mercator, fractional).';

CREATE FUNCTION mercator_lon(x double precision, zoom integer) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT x / CAST(2 AS double precision) ^ zoom * 360 - 180
$$;
COMMENT ON FUNCTION mercator_lon IS 'Longitude of a column: mercator_x the other way round.';

CREATE FUNCTION mercator_lat(y double precision, zoom integer) RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT degrees(atan(sinh(pi() * (1 - 2 * y / CAST(2 AS double precision) ^ zoom))))
$$;
COMMENT ON FUNCTION mercator_lat IS 'Latitude of a row: mercator_y the other way round.';

CREATE FUNCTION tile_box(zoom integer, x integer, y integer) RETURNS geometry LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ST_MakeEnvelope(mercator_lon(x, zoom), mercator_lat(y + 1, zoom), mercator_lon(x + 1, zoom), mercator_lat(y, zoom), 4326)
$$;
COMMENT ON FUNCTION tile_box IS 'Longitudes and latitudes of a tile; computed here, since loading a projection costs more than the whole tile.';

CREATE FUNCTION cells_around(lon double precision, lat double precision, km double precision, zoom integer) RETURNS integer[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    WITH reach AS (
        SELECT degrees(km / 6371.0) AS high, sin(least(km / 6371.0, pi() / 2)) / cos(radians(lat)) AS sine  -- of the widest angle; from 1 on, a pole is inside
    ),
    box AS (
        SELECT CASE WHEN sine < 1 THEN degrees(asin(sine)) ELSE 180 END AS wide, least(lat + high, 85) AS north, greatest(lat - high, -85) AS south FROM reach
    )
    SELECT ARRAY[CAST(floor(mercator_x(lon - wide, zoom)) AS integer), CAST(floor(mercator_x(lon + wide, zoom)) AS integer),
                 CAST(floor(mercator_y(north, zoom)) AS integer), CAST(floor(mercator_y(south, zoom)) AS integer)]
    FROM box
$$;
COMMENT ON FUNCTION cells_around IS 'First and last column, first and last row of the tiles of a zoom that a circle over the sphere touches.';

CREATE FUNCTION is_within(km double precision, lon double precision, lat double precision, lon_e6 integer, lat_e6 integer) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT sin(radians(lat_e6 / CAST(1e6 AS double precision) - lat) / 2) ^ 2
           + cos(radians(lat)) * cos(radians(lat_e6 / CAST(1e6 AS double precision))) * sin(radians(lon_e6 / CAST(1e6 AS double precision) - lon) / 2) ^ 2
        <= sin(least(km / 6371.0088, pi()) / 2) ^ 2
$$;
COMMENT ON FUNCTION is_within IS 'A point, in millionths of a degree, lies within so many kilometres of a place, over the sphere of the mean radius of the Earth (haversine).';

CREATE FUNCTION cells_of_circle(lon double precision, lat double precision, km double precision, zoom integer)
RETURNS TABLE (cell_x integer, cell_y integer, is_inside boolean) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    WITH corners AS MATERIALIZED (
        SELECT x, y, CAST(1e6 * mercator_lon(x + east, zoom) AS integer) AS lon_e6, CAST(1e6 * mercator_lat(y + south, zoom) AS integer) AS lat_e6
        FROM cells_around(lon, lat, km, zoom) AS around, generate_series(around[1], around[2]) AS x, generate_series(around[3], around[4]) AS y,
            (VALUES (0, 0), (1, 0), (0, 1), (1, 1)) AS corner (east, south)
    )
    SELECT x, y, bool_and(is_within(km, lon, lat, lon_e6, lat_e6)) FROM corners GROUP BY x, y
$$;
COMMENT ON FUNCTION cells_of_circle IS 'Tiles of a zoom that a circle over the sphere may touch; inside: with all four corners, and so wholly.';
