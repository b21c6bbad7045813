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
