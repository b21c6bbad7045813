-- Cells with a character that cannot be read or shown, or one that turns the direction of writing.
SELECT line_no, column_name, cell
FROM delivered, LATERAL (VALUES ('district_code', given), ('name', name), ('name_kk', name_kk), ('name_ru', name_ru), ('name_en', name_en))
    AS cells (column_name, cell)
WHERE strpos(cell, U&'\FFFD') > 0
