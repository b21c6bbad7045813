-- The first day on which the register knew both of an inspection and of an accident; null where it knows of none.
SELECT greatest((SELECT min(known_on) FROM inspection), (SELECT min(known_on) FROM accident))
