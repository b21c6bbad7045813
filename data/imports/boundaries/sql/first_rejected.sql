-- The first cells that keep the layer out, for the answer; all of them are in the list.
SELECT line_no, column_name, value, reason FROM rejected ORDER BY line_no, column_name LIMIT 10;
