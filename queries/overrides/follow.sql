-- Shows an act just kept on the map, where the last scored day is not before it.
SELECT follow_act(:facility_id)
