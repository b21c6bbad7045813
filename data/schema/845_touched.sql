-- Which facilities were touched since the last scoring: each statement that writes what a score stands on leaves their numbers.

CREATE TABLE facility_touched (
    facility_id bigint,
    written text NOT NULL
);
COMMENT ON TABLE facility_touched IS 'Facilities that something was written about, until a scoring takes them; once for each statement, so that writers wait for nobody.';
COMMENT ON COLUMN facility_touched.written IS 'The table written.';
COMMENT ON COLUMN facility_touched.facility_id IS 'Null: something that every score stands on, such as a rule, a model, a checklist or a settlement.';

ALTER TABLE facility_touched ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;  -- tells of every region; nobody reads it by himself
CREATE POLICY owner_sees_all ON facility_touched TO map_owner USING (true);

-- No key: a scoring forgets the rows that it saw, and a row of a delivery that ends meanwhile is another row, even of the same facility.
CREATE FUNCTION take_touched(OUT facility_ids bigint[], OUT tables text[]) LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH taken AS (DELETE FROM facility_touched RETURNING facility_id, written)
    SELECT coalesce(array_agg(DISTINCT facility_id), '{}'), coalesce(array_agg(DISTINCT written), '{}') FROM taken
$$;
COMMENT ON FUNCTION take_touched IS 'Numbers of the facilities touched and the tables written, which are then forgotten. Take them before reading what was written about them: a delivery that ends in between is read now, and taken again the next time.';
REVOKE ALL ON FUNCTION take_touched FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_touched TO map_writer;

CREATE FUNCTION touch_facilities() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO facility_touched SELECT DISTINCT facility_id, TG_TABLE_NAME FROM written WHERE facility_id IS NOT NULL;
    RETURN NULL;
END $$;
CREATE FUNCTION touch_facilities_of_employers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO facility_touched SELECT f.facility_id, TG_TABLE_NAME FROM written JOIN facility f USING (bin);
    RETURN NULL;
END $$;
CREATE FUNCTION touch_every_facility() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO facility_touched VALUES (NULL, TG_TABLE_NAME);
    RETURN NULL;
END $$;

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['facility', 'inspection', 'violation', 'prescription', 'accident', 'device', 'permit', 'degree_override',
                                'programme_item'] LOOP
        EXECUTE format('CREATE TRIGGER touch_new AFTER INSERT ON %I REFERENCING NEW TABLE AS written
                        FOR EACH STATEMENT EXECUTE FUNCTION touch_facilities()', name);
        EXECUTE format('CREATE TRIGGER touch_changed AFTER UPDATE ON %I REFERENCING NEW TABLE AS written
                        FOR EACH STATEMENT EXECUTE FUNCTION touch_facilities()', name);
        EXECUTE format('CREATE TRIGGER touch_before_change AFTER UPDATE ON %I REFERENCING OLD TABLE AS written
                        FOR EACH STATEMENT EXECUTE FUNCTION touch_facilities()', name);
        EXECUTE format('CREATE TRIGGER touch_gone AFTER DELETE ON %I REFERENCING OLD TABLE AS written
                        FOR EACH STATEMENT EXECUTE FUNCTION touch_facilities()', name);
        EXECUTE format('CREATE TRIGGER touch_all AFTER TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION touch_every_facility()', name);
    END LOOP;
    CREATE TRIGGER touch_changed AFTER UPDATE ON employer REFERENCING NEW TABLE AS written
        FOR EACH STATEMENT EXECUTE FUNCTION touch_facilities_of_employers();
    FOREACH name IN ARRAY ARRAY['checklist_requirement', 'settlement', 'risk_rule', 'risk_rule_indicator', 'risk_model', 'risk_model_step',
                                'risk_model_group'] LOOP
        EXECUTE format('CREATE TRIGGER touch_all AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I
                        FOR EACH STATEMENT EXECUTE FUNCTION touch_every_facility()', name);
    END LOOP;
END $$;
