-- The audit trail: append only, each entry sealed with the hash of the one before.

CREATE TABLE audit_event (
    audit_id bigint PRIMARY KEY,
    happened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    user_code text NOT NULL,
    role text NOT NULL,
    action text NOT NULL CHECK (action ~ '^[a-z][a-z_]*$'),
    object text NOT NULL,
    before jsonb,
    after jsonb,
    previous_hash text NOT NULL,
    hash text NOT NULL UNIQUE
);
COMMENT ON TABLE audit_event IS 'Every sign-in, refused request, passport view, export, delivery and change; never updated, never deleted.';
COMMENT ON COLUMN audit_event.hash IS 'SHA-256 over the previous hash and this entry, so a removed or changed entry shows.';

CREATE FUNCTION audit_hash(e audit_event) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(
        concat_ws('|', e.previous_hash, e.audit_id, extract(epoch FROM e.happened_at), e.user_code, e.role, e.action, e.object,
                  e.before, e.after), 'UTF8')), 'hex')
$$;

CREATE FUNCTION seal_audit_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('audit_event'));
    SELECT audit_id + 1, hash INTO NEW.audit_id, NEW.previous_hash FROM audit_event ORDER BY audit_id DESC LIMIT 1;
    NEW.audit_id := coalesce(NEW.audit_id, 1);
    NEW.previous_hash := coalesce(NEW.previous_hash, '');
    NEW.hash := audit_hash(NEW);
    RETURN NEW;
END $$;
CREATE TRIGGER seal BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION seal_audit_event();

CREATE FUNCTION refuse_change_of_trail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit trail is append only.';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_trail();
