-- Empty table of the cells of one delivery that cannot be taken: of facilities they keep their row out, of boundaries the layer.
CREATE TEMP TABLE rejected (
    line_no integer NOT NULL,
    column_name text NOT NULL,
    value text,
    reason text NOT NULL,
    PRIMARY KEY (line_no, column_name)
) ON COMMIT DROP;
