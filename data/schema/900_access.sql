-- Who may see what: three roles, and row-level security on every table that belongs to a region or a body.
-- The application says who asks in app.region, app.body, app.is_nationwide and app.sees_all_instructions, for one transaction only.
-- Nothing set means nothing seen.

CREATE FUNCTION app_answers_for(lead text, controlling_body text, controlling_person text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(lead = app_body() OR controlling_body = app_body() OR controlling_person = app_user_code(), false)
$$;
COMMENT ON FUNCTION app_answers_for IS 'The body of the asker leads an instruction or controls it, or he himself controls it.';

CREATE FUNCTION instructions_touched() RETURNS TABLE (instruction_id bigint) LANGUAGE sql STABLE AS $$
    SELECT instruction_id FROM instruction_body WHERE body_code = app_body()
    UNION ALL SELECT instruction_id FROM instruction_facility WHERE app_role() = 'akimat' AND region_code = app_region()
    UNION ALL SELECT i.instruction_id FROM instruction i JOIN body b ON b.body_code = i.lead_body_code
              WHERE app_role() = 'akimat' AND b.region_code = app_region()
    UNION ALL SELECT t.instruction_id FROM instruction_body t JOIN body b USING (body_code)
              WHERE app_role() = 'akimat' AND b.region_code = app_region()
$$;
COMMENT ON FUNCTION instructions_touched IS 'Instructions that the body of the asker takes part in, and for an akimat those that touch its region by a facility or a body there. For the two functions below, which the planner puts it into: of one instruction no more is read.';

CREATE FUNCTION app_instructions_touched() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT instruction_id FROM instructions_touched()
$$;
COMMENT ON FUNCTION app_instructions_touched IS 'The same, read past row-level security.';

CREATE FUNCTION app_may_see_instruction(asked_id bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT app_sees_all_instructions() OR EXISTS (
        SELECT 1 FROM instruction i
        WHERE i.instruction_id = asked_id AND app_answers_for(i.lead_body_code, i.controller_body_code, i.controller_user_code))
    OR EXISTS (SELECT 1 FROM instructions_touched() t WHERE t.instruction_id = asked_id)
$$;
COMMENT ON FUNCTION app_may_see_instruction IS 'The asker oversees all instructions, answers for this one, or it touches him. The policies below say the same, the first half in a form that reads many rows fast.';

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['facility', 'facility_substance', 'device', 'permit', 'inspection', 'prescription', 'violation',
                                'accident', 'casualty', 'health_admission', 'employment', 'risk_score', 'facility_alike', 'facility_kind', 'facility_cell',
                                'facility_total', 'degree_override', 'risk_flow', 'target_version', 'programme_item', 'measure_change'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_region ON %I TO map_reader, map_writer
                        USING ((SELECT app_is_nationwide()) OR region_code = (SELECT app_region()))', name);
        EXECUTE format('CREATE POLICY owner_sees_all ON %I TO map_owner USING (true)', name);
    END LOOP;
    -- people write by functions that check each act: issue_instruction, report_on_instruction, decide_on_instruction, set_measure
    FOREACH name IN ARRAY ARRAY['instruction_body', 'instruction_indicator', 'milestone', 'report', 'decision', 'evidence', 'completion_measure'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_body ON %I TO map_reader, map_writer
                        USING ((SELECT app_sees_all_instructions())
                               OR EXISTS (SELECT 1 FROM instruction i WHERE i.instruction_id = %I.instruction_id))', name, name);
        EXECUTE format('CREATE POLICY only_deliveries ON %I AS RESTRICTIVE FOR INSERT TO map_writer WITH CHECK (app_user_code() IS NULL)', name);
        EXECUTE format('CREATE POLICY owner_sees_all ON %I TO map_owner USING (true)', name);
    END LOOP;
END $$;

CREATE POLICY only_those_who_may ON degree_override AS RESTRICTIVE FOR INSERT TO map_writer
    WITH CHECK (app_user_code() IS NULL  -- no person but the command that loads the demonstration, which row-level security lets see the country
                OR (app_may_set_degree(law) AND author_code = app_user_code() AND author_role = app_role() AND author_body_code = app_body()
                    AND valid_from = today_in_kazakhstan()));

CREATE POLICY only_of_instructions_seen ON measure_change AS RESTRICTIVE TO map_reader, map_writer
    USING ((SELECT app_sees_all_instructions()) OR app_may_see_instruction(instruction_id));

DO $$  -- the settings are read once for all rows; only triggers write how instructions stand
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['instruction', 'instruction_standing'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_body ON %I TO map_reader, map_writer
                        USING ((SELECT app_sees_all_instructions()) OR lead_body_code = (SELECT app_body())
                               OR controller_body_code = (SELECT app_body()) OR controller_user_code = (SELECT app_user_code())
                               OR instruction_id IN (SELECT app_instructions_touched()))', name);
        EXECUTE format('CREATE POLICY only_deliveries ON %I AS RESTRICTIVE FOR INSERT TO map_writer WITH CHECK (app_user_code() IS NULL)', name);
        EXECUTE format('CREATE POLICY owner_sees_all ON %I TO map_owner USING (true)', name);
    END LOOP;
END $$;

DO $$  -- an instruction may be seen in several regions, but of its facilities only those of one's own
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['instruction_facility', 'report_facility'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY own_body_and_region ON %I FOR SELECT TO map_reader, map_writer
                        USING (((SELECT app_is_nationwide()) OR region_code = (SELECT app_region()))
                               AND ((SELECT app_sees_all_instructions())
                                    OR EXISTS (SELECT 1 FROM instruction i WHERE i.instruction_id = %I.instruction_id)))', name, name);
        EXECUTE format('CREATE POLICY owner_sees_all ON %I TO map_owner USING (true)', name);
    END LOOP;
END $$;

ALTER TABLE employer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_region ON employer TO map_reader, map_writer
    USING ((SELECT app_is_nationwide()) OR region_code = (SELECT app_region())
           OR EXISTS (SELECT 1 FROM facility f WHERE f.bin = employer.bin AND f.region_code = (SELECT app_region())));
CREATE POLICY owner_sees_all ON employer TO map_owner USING (true);

ALTER TABLE rejected_row ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY nationwide_only ON rejected_row TO map_reader, map_writer USING ((SELECT app_is_nationwide()));
CREATE POLICY owner_sees_all ON rejected_row TO map_owner USING (true);

ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY nationwide_reads ON audit_event FOR SELECT TO map_reader, map_writer USING ((SELECT app_is_nationwide()));
CREATE POLICY anyone_adds ON audit_event FOR INSERT TO map_writer WITH CHECK (true);
CREATE POLICY owner_sees_all ON audit_event TO map_owner USING (true);

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO map_reader, map_writer;
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user AND tablename NOT IN ('app_user', 'alembic_version', 'facility_touched', 'index_set_aside') LOOP
        EXECUTE format('GRANT SELECT ON %I TO map_reader, map_writer', name);
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION person_signing_in FROM PUBLIC;
GRANT EXECUTE ON FUNCTION person_signing_in TO map_reader, map_writer;
GRANT INSERT, UPDATE ON source, batch, data_version, district, employer, employment, facility, facility_substance, device, permit,
    checklist_requirement, inspection, prescription, violation, accident, casualty, health_admission, risk_run, risk_score,
    facility_alike, facility_kind, facility_cell, facility_total TO map_writer;
GRANT INSERT ON instruction, instruction_body, milestone, report, decision TO map_writer;
GRANT INSERT ON risk_model, risk_model_step, risk_model_group, risk_model_figure, risk_model_curve TO map_writer;
GRANT INSERT ON programme, programme_item, completion_measure, rescue_unit, rejected_row, audit_event, degree_override, risk_flow, list_block TO map_writer;
GRANT DELETE ON district, facility_substance, device, permit, risk_run, risk_score, risk_flow, list_block, facility_alike, facility_kind, facility_cell, facility_total TO map_writer;
DO $$
DECLARE
    act text;
BEGIN
    FOREACH act IN ARRAY ARRAY['issue_instruction', 'report_on_instruction', 'decide_on_instruction'] LOOP
        EXECUTE format('REVOKE ALL ON FUNCTION %I FROM PUBLIC', act);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %I TO map_writer', act);
    END LOOP;
END $$;
