-- The regions that the delivery names, how many districts it gives each, and which share of each its districts leave bare.
WITH covered AS (
    SELECT region_code, count(*) AS districts, ST_Union(geom) AS ground FROM delivered GROUP BY region_code
)
SELECT region_code, districts, 1 - ST_Area(ST_Intersection(c.ground, r.geom)) / ST_Area(r.geom) AS bare
FROM covered c JOIN region r USING (region_code)
ORDER BY region_code;
