-- Whether the viewer may change the ladders by which people are told of deadlines.
SELECT app_may_change_ladders() AS may_change
