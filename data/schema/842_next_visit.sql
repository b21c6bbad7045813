-- From which day the law allows the next planned visit to a facility, by the degree it has.

CREATE FUNCTION last_planned_visit_on(asked_id bigint, asked_law text, day date) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT max(i.inspected_on) FROM inspection i
    WHERE i.facility_id = asked_id AND i.known_on <= day AND i.kind_code IN ('scheduled', 'preventive')
      AND law_of_inspector(i.body_code) = asked_law
$$;
COMMENT ON FUNCTION last_planned_visit_on IS 'Last planned visit to a facility under a law, as known on a day. Unscheduled and follow-up visits have grounds of their own and hold no planned one back.';

CREATE FUNCTION next_visit_allowed_on(asked_law text, of_degree degree, last_visited_on date, day date) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT CAST(last_visited_on + make_interval(years => y.years) AS date)
    FROM years_between_visits_on(day, asked_law) y WHERE y.degree = of_degree
$$;
COMMENT ON FUNCTION next_visit_allowed_on IS 'First day on which the rule in force on a day allows the next planned visit: the same day so many years after the last one. Null where no planned visit is known or no rule is in force: nothing holds it back.';
