-- Areas of which more than %(most_outside)s lies outside the region that the code names; outlines of regions and districts from
-- different sources differ by a tenth at most. The value says how much, and which region holds most of it.
WITH outside AS (
    SELECT d.line_no, d.geom, 1 - ST_Area(ST_Intersection(d.geom, r.geom)) / ST_Area(d.geom) AS share
    FROM delivered d JOIN region r USING (region_code)
)
SELECT line_no, 'geometry', concat_ws(' ', round(CAST(100 * share AS numeric), 1) || ' %%', (
    SELECT '(' || region_code || ')' FROM region r WHERE r.geom && o.geom
    ORDER BY ST_Area(ST_Intersection(o.geom, r.geom)) DESC, region_code LIMIT 1))
FROM outside o
WHERE share > %(most_outside)s
