-- Who asks: what the application has set for this transaction. Nothing set means nobody.

CREATE FUNCTION app_region() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(current_setting('app.region', true), '')
$$;

CREATE FUNCTION app_body() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(current_setting('app.body', true), '')
$$;

CREATE FUNCTION app_role() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(current_setting('app.role', true), '')
$$;

CREATE FUNCTION app_user_code() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT nullif(current_setting('app.user', true), '')
$$;

CREATE FUNCTION app_is_nationwide() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('app.is_nationwide', true), '') = 'on'
$$;

CREATE FUNCTION app_sees_all_instructions() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('app.sees_all_instructions', true), '') = 'on'
$$;

COMMENT ON FUNCTION app_region IS 'The only region whose rows the asker may see; null for nobody, and for those who see the whole country.';
COMMENT ON FUNCTION app_body IS 'The body whose instructions the asker may see.';
COMMENT ON FUNCTION app_role IS 'The role of the asker among those of app_user.';
COMMENT ON FUNCTION app_user_code IS 'The code of the asker in app_user; null for a command of the machine.';
COMMENT ON FUNCTION app_is_nationwide IS 'The asker sees the rows of every region.';
COMMENT ON FUNCTION app_sees_all_instructions IS 'The asker oversees the instructions of every body.';
