-- What an act in the ledger of degrees set by hand must meet, whoever writes it: refusals carry a name that the screen puts into words.

CREATE FUNCTION refuse_act(refusal text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Refused: %', refusal USING ERRCODE = 'check_violation', CONSTRAINT = refusal;
END $$;
COMMENT ON FUNCTION refuse_act IS 'Ends the transaction with a refusal under a name.';

-- As the owner, for the posts of people and the facilities are not the writer's to read; row-level security is met after it.
CREATE FUNCTION complete_override() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    last_act degree_override;
BEGIN
    SELECT f.region_code INTO NEW.region_code FROM facility f WHERE f.facility_id = NEW.facility_id;
    IF NOT FOUND THEN
        PERFORM refuse_act('no_such_facility');
    END IF;
    SELECT * INTO last_act FROM degree_override o WHERE (o.facility_id, o.law) = (NEW.facility_id, NEW.law) ORDER BY o.entry_no DESC LIMIT 1;
    IF NEW.entry_no IS DISTINCT FROM coalesce(last_act.entry_no, 0) + 1 THEN
        PERFORM refuse_act('changed_meanwhile');
    ELSIF NEW.action = 'set' AND NOT coalesce(NEW.degree = ANY (degrees_of(NEW.law, NEW.valid_from)), false) THEN
        PERFORM refuse_act('degree_unknown_to_law');
    ELSIF NEW.action = 'withdrawn' AND NOT coalesce(last_act.expires_on >= NEW.valid_from, false) THEN
        PERFORM refuse_act('nothing_to_withdraw');
    END IF;
    SELECT u.name_kk, u.name_ru, u.name_en INTO NEW.author_kk, NEW.author_ru, NEW.author_en FROM app_user u WHERE u.user_code = NEW.author_code;
    RETURN NEW;
END $$;
CREATE TRIGGER complete BEFORE INSERT ON degree_override FOR EACH ROW EXECUTE FUNCTION complete_override();

CREATE FUNCTION record_override() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO audit_event (user_code, role, action, object, before, after)
    SELECT NEW.author_code, NEW.author_role, CASE NEW.action WHEN 'set' THEN 'set_degree_by_hand' ELSE 'withdraw_degree_by_hand' END,
        NEW.facility_id || ' ' || NEW.law, (
            SELECT to_jsonb(o) FROM degree_override o
            WHERE (o.facility_id, o.law, o.entry_no) = (NEW.facility_id, NEW.law, NEW.entry_no - 1)), to_jsonb(NEW);
    PERFORM move_data_version();
    RETURN NULL;
END $$;
COMMENT ON FUNCTION record_override IS 'Every act stands in the audit trail beside the act before it, and every cache looks again.';
CREATE TRIGGER record AFTER INSERT ON degree_override FOR EACH ROW EXECUTE FUNCTION record_override();

CREATE FUNCTION refuse_change_of_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The ledger of degrees set by hand is append only.';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE ON degree_override FOR EACH ROW
    WHEN (to_jsonb(OLD) - 'region_code' IS DISTINCT FROM to_jsonb(NEW) - 'region_code') EXECUTE FUNCTION refuse_change_of_ledger();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON degree_override
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_ledger();
