-- Laws under which the viewer may set a degree by hand, and the degrees that each knows today, highest first.
SELECT DISTINCT s.law, CAST(degrees_of(s.law, today_in_kazakhstan()) AS text[]) AS degrees
FROM degree_setters() s
WHERE app_may_set_degree(s.law) AND degrees_of(s.law, today_in_kazakhstan()) IS NOT NULL
ORDER BY s.law
