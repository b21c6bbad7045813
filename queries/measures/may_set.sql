-- Whether the viewer may choose what is counted for an instruction.
SELECT app_may_set_measures() AS may_set
