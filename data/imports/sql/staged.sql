-- Empty table of one delivery: the cells as text.
CREATE TEMP TABLE staged (
    line_no integer NOT NULL,
    fault text,
    source_key text,
    name text,
    name_kk text,
    name_ru text,
    name_en text,
    bin text,
    owner_name text,
    hazard_type_code text,
    address text,
    region_code text,
    lon text,
    lat text,
    employee_count text,
    is_declaration_required text,
    declaration_no text,
    danger_radius_m text,
    commissioned_on text,
    decommissioned_on text
) ON COMMIT DROP;
