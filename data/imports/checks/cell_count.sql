-- Rows with more or fewer cells than the header: a separator or a quotation mark is out of place.
SELECT line_no, '', fault FROM staged WHERE fault IS NOT NULL
