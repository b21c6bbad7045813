-- One tile of the map as GeoJSON, counted from the facilities that pass the filters, as scored by the last run on or before :as_of,
-- merged into clusters where several share a cell of the tile, :cells_to_the_side of them along each side.
SELECT facilities_in_tile(:z, :x, :y, :cells_to_the_side, CAST(:as_of AS date), CAST(:asked AS jsonb), CAST(:viewer_region AS text), :language) AS tile
