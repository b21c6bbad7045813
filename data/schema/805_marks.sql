-- Colourings of the map: the class of a facility in each of them, defined once.

CREATE FUNCTION degree_mark(of_degree degree) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE of_degree WHEN 'unknown' THEN 0 WHEN 'not_high' THEN 1 WHEN 'low' THEN 2 WHEN 'medium' THEN 3 WHEN 'high' THEN 4 END
$$;
COMMENT ON FUNCTION degree_mark IS 'Number of a degree as marks on the map carry it; grows with the risk.';

CREATE FUNCTION violation_mark(of_class violation_class) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE of_class WHEN 'no_data' THEN 0 WHEN 'not_inspected' THEN 1 WHEN 'clean' THEN 2
                         WHEN 'minor' THEN 3 WHEN 'significant' THEN 4 WHEN 'gross' THEN 5 END
$$;
COMMENT ON FUNCTION violation_mark IS 'Number of a violation class as marks on the map carry it; grows with the severity.';

CREATE FUNCTION overdue_mark(overdue_count integer, age inspection_age) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN overdue_count >= 3 THEN 3 WHEN overdue_count > 0 THEN 2 WHEN age = 'never' THEN 0 ELSE 1 END
$$;
COMMENT ON FUNCTION overdue_mark IS 'Overdue prescriptions: 1 none, 2 one or two, 3 three and more; 0 where nobody has inspected, so that none could be issued.';

CREATE FUNCTION inspection_mark(age inspection_age) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE age WHEN 'never' THEN 0 WHEN 'within_1_year' THEN 1 WHEN 'within_3_years' THEN 2 ELSE 3 END
$$;
COMMENT ON FUNCTION inspection_mark IS 'Last inspection: 1 within a year, 2 within three, 3 longer ago; 0 none known.';

CREATE FUNCTION accident_mark(accident_count integer, fatal_accident_count integer) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN fatal_accident_count > 0 THEN 3 WHEN accident_count > 0 THEN 2 ELSE 1 END
$$;
COMMENT ON FUNCTION accident_mark IS 'Accidents of three years: 1 none registered, 2 some, 3 with deaths.';

CREATE FUNCTION insurance_mark(state insurance_state) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE state WHEN 'unknown' THEN 0 WHEN 'insured' THEN 1 ELSE 2 END
$$;
COMMENT ON FUNCTION insurance_mark IS 'Insurance: 1 both policies valid, 2 a gap, 0 no policy known.';

CREATE FUNCTION harm_potential_of(danger_radius_m integer, worker_count integer) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN danger_radius_m >= 1000 OR worker_count > 250 THEN 3 WHEN danger_radius_m >= 300 OR worker_count > 50 THEN 2 ELSE 1 END
$$;
COMMENT ON FUNCTION harm_potential_of IS 'How far the worst accident reaches, our own scale, not the law''s: 3 from a danger radius of 1,000 m or more than 250 workers, 2 from 300 m or more than 50, else 1.';

CREATE FUNCTION probability_mark(probability double precision) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN probability IS NULL THEN 0 WHEN probability < 0.005 THEN 1 WHEN probability < 0.01 THEN 2 WHEN probability < 0.03 THEN 3 ELSE 4 END
$$;
COMMENT ON FUNCTION probability_mark IS 'Predicted probability: 1 under 0.5 per cent, 2 under 1, 3 under 3, 4 from 3; 0 where no model was fitted. Bounds are ours.';

CREATE FUNCTION size_class_of(employee_count integer) RETURNS size_class LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN employee_count IS NULL THEN CAST('unknown' AS size_class) WHEN employee_count <= 15 THEN 'micro'
                WHEN employee_count <= 100 THEN 'small' WHEN employee_count <= 250 THEN 'medium' ELSE 'large' END
$$;
COMMENT ON FUNCTION size_class_of IS 'Size by hired employees alone, up to 15, 100 and 250 people; income, which the law looks at too, is not known here.';

CREATE FUNCTION size_mark(size size_class) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE size WHEN 'micro' THEN 1 WHEN 'small' THEN 2 WHEN 'medium' THEN 3 WHEN 'large' THEN 4 ELSE 0 END
$$;
COMMENT ON FUNCTION size_mark IS 'Number of a size: 1 micro to 4 large, 0 unknown.';

CREATE FUNCTION map_colours() RETURNS TABLE (colour text, place integer, known_from integer, bad_from integer, share_bounds integer[])
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 8 AS $$
    VALUES ('labour_degree', 1, 1, 4, ARRAY[2, 4, 8]),
           ('safety_degree', 10, 1, 4, ARRAY[10, 20, 30]),
           ('violations', 100, 2, 5, ARRAY[5, 10, 20]),
           ('overdue', 1000, 1, 2, ARRAY[5, 10, 20]),
           ('inspected', 10000, 1, 3, ARRAY[20, 40, 60]),
           ('accidents', 100000, 1, 2, ARRAY[1, 2, 4]),
           ('insurance', 1000000, 1, 2, ARRAY[25, 50, 75]),
           ('probability', 100000000, 1, 4, ARRAY[1, 2, 4])
$$;
COMMENT ON FUNCTION map_colours IS 'Colourings: place of the class among the digits of marks; class from which something is known, and from which it is bad; per cent of bad ones among the known from which the colour of a cluster rises.';

CREATE FUNCTION mark_of(marks integer, colour text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT marks / CASE colour WHEN 'labour_degree' THEN 1 WHEN 'safety_degree' THEN 10 WHEN 'violations' THEN 100 WHEN 'overdue' THEN 1000
                               WHEN 'inspected' THEN 10000 WHEN 'accidents' THEN 100000 WHEN 'insurance' THEN 1000000
                               WHEN 'harm_potential' THEN 10000000 WHEN 'probability' THEN 100000000 END % 10
$$;
COMMENT ON FUNCTION mark_of IS 'Class of a facility in a colouring, out of its marks; places as in map_colours, and the harm potential among them.';
