-- Why a facility scored what it did, as a list a screen can put into words.

CREATE FUNCTION a_reason(code text, n integer, points numeric) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('code', code, 'count', n, 'points', round(points, 2))
$$;
COMMENT ON FUNCTION a_reason IS 'One reason of a score; points is null where the reason sets a degree directly.';

-- One expression and STABLE, so that the planner puts it in line: called once a facility it would take longer than all the rest of a score.
-- Reasons that never differ are written out, for building a document costs more than copying one.
CREATE FUNCTION reasons_of(is_declaration_required boolean, expired_device_count integer, gross integer, significant integer,
                           minor integer, overdue integer, fatal integer,
                           from_violations numeric, from_overdue numeric, from_fatal numeric, is_insured boolean)
RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN expired_device_count = 0 AND gross = 0 AND significant = 0 AND minor = 0 AND overdue = 0 AND fatal = 0
        THEN CASE WHEN is_declaration_required AND is_insured
                  THEN CAST('[{"code": "declaration_required", "count": 1, "points": null}, {"code": "insured", "count": 1, "points": null}]' AS jsonb)
                  WHEN is_declaration_required THEN '[{"code": "declaration_required", "count": 1, "points": null}]'
                  WHEN is_insured THEN '[{"code": "insured", "count": 1, "points": null}]' ELSE '[]' END
        ELSE to_jsonb(array_remove(ARRAY[
            CASE WHEN is_declaration_required THEN CAST('{"code": "declaration_required", "count": 1, "points": null}' AS jsonb) END,
            CASE WHEN expired_device_count > 0 THEN a_reason('devices_beyond_service_life', expired_device_count, NULL) END,
            CASE WHEN gross > 0 THEN a_reason('gross_violations', gross, from_violations) END,
            CASE WHEN gross = 0 AND significant + minor > 0
                 THEN a_reason('significant_and_minor_violations', significant + minor, from_violations) END,
            CASE WHEN overdue > 0 THEN a_reason('overdue_prescriptions', overdue, from_overdue) END,
            CASE WHEN fatal > 0 THEN a_reason('fatal_accidents', fatal, from_fatal) END,
            CASE WHEN is_insured THEN CAST('{"code": "insured", "count": 1, "points": null}' AS jsonb) END], NULL)) END
$$;
COMMENT ON FUNCTION reasons_of IS 'Reasons as [{code, count, points}]; points is null where the reason sets a degree directly. insured lowers the degree by one.';
