-- The counter every cache and tile carries in its key.
SELECT counter FROM data_version
