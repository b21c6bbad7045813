-- What a cell says, or null where it says nothing of its kind: numbers, whole numbers, days, yes or no.
-- Functions of the session only, so that a delivery leaves nothing behind; plain enough to be inlined, since every cell passes.

CREATE OR REPLACE FUNCTION pg_temp.number_of(cell text) RETURNS double precision LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN cell ~ '^[+-]?[0-9]+(\.[0-9]+)?$' AND length(cell) < 40 THEN CAST(cell AS double precision) END
$$;

CREATE OR REPLACE FUNCTION pg_temp.whole_of(cell text) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN cell ~ '^[+-]?[0-9]+(\.0+)?$' AND length(cell) < 18 THEN CAST(split_part(cell, '.', 1) AS bigint) END
$$;

-- 2024-02-29, 2024-02-29 00:00:00 or 29.02.2024; null for a day no calendar holds. Up to the 28th no calendar is asked.
CREATE OR REPLACE FUNCTION pg_temp.day_of(cell text) RETURNS date LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN cell ~ '^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([ T]00:00(:00(\.0+)?)?)?$' THEN
            CASE WHEN substr(cell, 9, 2) <= '28' OR CAST(substr(cell, 9, 2) AS integer) <= extract(day FROM
                     CAST(left(cell, 8) || '01' AS date) + interval '1 month' - interval '1 day')
                 THEN CAST(left(cell, 10) AS date) END
        WHEN cell ~ '^(0[1-9]|[12][0-9]|3[01])\.(0[1-9]|1[0-2])\.[12][0-9]{3}$' THEN
            CASE WHEN left(cell, 2) <= '28' OR CAST(left(cell, 2) AS integer) <= extract(day FROM
                     CAST(right(cell, 4) || '-' || substr(cell, 4, 2) || '-01' AS date) + interval '1 month' - interval '1 day')
                 THEN CAST(right(cell, 4) || '-' || substr(cell, 4, 2) || '-' || left(cell, 2) AS date) END
    END
$$;

CREATE OR REPLACE FUNCTION pg_temp.yes_or_no_of(cell text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN lower(cell) IN ('true', 't', '1', 'yes', 'y', 'да', 'иә') THEN true
        WHEN lower(cell) IN ('false', 'f', '0', 'no', 'n', 'нет', 'жоқ') THEN false
    END
$$;
