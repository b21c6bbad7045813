-- One tile of danger radii as GeoJSON, of the facilities that pass :asked as scored by the last run on or before :as_of: circles that
-- reach into the tile, also from around it, at least :least_m metres, the largest of each cell of the tile, :cells_to_the_side of them along each side, and of circles within
-- circles the outer one.
SELECT danger_radii_in_tile(:z, :x, :y, :cells_to_the_side, :least_m, CAST(:as_of AS date), CAST(:asked AS jsonb),
    CAST(:viewer_region AS text)) AS tile
