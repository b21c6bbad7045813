-- Why a facility scored what it did, as a list a screen can put into words.

CREATE FUNCTION reasons_of(is_declaration_required boolean, expired_device_count integer, gross integer, significant integer,
                           minor integer, overdue integer, fatal integer,
                           from_violations numeric, from_overdue numeric, from_fatal numeric, is_insured boolean)
RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('code', code, 'count', n, 'points', round(p, 2)) ORDER BY place), '[]')
    FROM (VALUES
        (1, 'declaration_required', CASE WHEN is_declaration_required THEN 1 ELSE 0 END, NULL),
        (2, 'devices_beyond_service_life', expired_device_count, NULL),
        (3, 'gross_violations', gross, from_violations),
        (4, 'significant_and_minor_violations', CASE WHEN gross = 0 THEN significant + minor ELSE 0 END, from_violations),
        (5, 'overdue_prescriptions', overdue, from_overdue),
        (6, 'fatal_accidents', fatal, from_fatal),
        (7, 'insured', CASE WHEN is_insured THEN 1 ELSE 0 END, NULL)
    ) AS reason (place, code, n, p)
    WHERE n > 0
$$;
COMMENT ON FUNCTION reasons_of IS 'Reasons as [{code, count, points}]; points is null where the reason sets a degree directly. insured lowers the degree by one.';
