-- Empty tables of one delivery of boundaries: attributes and shapes by the number of their feature.
CREATE TEMP TABLE staged (
    line_no integer PRIMARY KEY,
    fault text,
    district_code text,
    name text,
    name_kk text,
    name_ru text,
    name_en text
) ON COMMIT DROP;

CREATE TEMP TABLE staged_shape (
    line_no integer PRIMARY KEY,
    kind text,
    has_heights boolean NOT NULL,
    shape geometry
) ON COMMIT DROP;
