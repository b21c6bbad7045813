-- BINs of the right structure whose twelfth digit does not follow from the eleven before it: one of them is mistyped.
-- MATERIALIZED, so that the digit is computed once for a BIN and not for each of its facilities.
WITH well_formed AS MATERIALIZED (
    SELECT DISTINCT bin FROM delivered WHERE bin ~ '^[0-9]{2}(0[1-9]|1[0-2])[456][0-3][0-9]{6}$'
),
mistyped AS (
    SELECT bin FROM well_formed WHERE CAST(right(bin, 1) AS integer) IS DISTINCT FROM bin_control_digit(bin)
)
SELECT line_no, 'bin', bin FROM delivered JOIN mistyped USING (bin)
