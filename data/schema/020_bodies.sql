-- State bodies and the people who sign in for them.

CREATE TABLE body (
    body_code text PRIMARY KEY CHECK (body_code ~ '^[a-z][a-z0-9_]*$'),
    kind text NOT NULL CHECK (kind IN ('office', 'ministry', 'committee', 'akimat', 'inspectorate', 'group')),
    name_kk text NOT NULL,
    name_ru text NOT NULL,
    name_en text NOT NULL,
    short_kk text NOT NULL,
    short_ru text NOT NULL,
    short_en text NOT NULL,
    region_code text REFERENCES region,
    abolished_on date,
    CHECK ((region_code IS NOT NULL) = (kind IN ('akimat', 'inspectorate')))
);
COMMENT ON TABLE body IS 'Ministries, committees, akimats and inspectorates; kind group where a publication names no single body.';
COMMENT ON COLUMN body.abolished_on IS 'Day from which the body is no more and gets no new instructions; those it has stay in the register. Null: it exists.';

CREATE TABLE app_user (
    user_code text PRIMARY KEY CHECK (user_code ~ '^[a-z0-9][a-z0-9_.-]*$'),
    email text UNIQUE CHECK (email = lower(email)),
    role text NOT NULL CHECK (role IN ('pm_office', 'controller', 'minister', 'akimat', 'labour_inspector', 'safety_inspector', 'steward')),
    name_kk text NOT NULL,
    name_ru text NOT NULL,
    name_en text NOT NULL,
    region_code text REFERENCES region,
    body_code text NOT NULL REFERENCES body,
    is_demonstration boolean NOT NULL DEFAULT false,
    place integer NOT NULL DEFAULT 1,
    language text NOT NULL DEFAULT 'kk' CHECK (language IN ('kk', 'ru', 'en')),
    CHECK (role NOT IN ('akimat', 'labour_inspector', 'safety_inspector') OR region_code IS NOT NULL)
);
COMMENT ON TABLE app_user IS 'Who may sign in, in what role, for which region or body. The name is that of the post.';
COMMENT ON COLUMN app_user.email IS 'Verified address of the sign-in provider, lower case; null for demonstration people.';
COMMENT ON COLUMN app_user.language IS 'Language in which the person is written to.';
COMMENT ON COLUMN app_user.place IS 'Order in which demonstration people are offered.';
COMMENT ON COLUMN app_user.region_code IS 'The only region whose rows the person sees; null means the whole country.';

CREATE FUNCTION person_signing_in(asked_code text, asked_email text)
RETURNS TABLE (user_code text, role text, name_kk text, name_ru text, name_en text, region_code text, body_code text,
               is_demonstration boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT user_code, role, name_kk, name_ru, name_en, region_code, body_code, is_demonstration
    FROM app_user
    WHERE (is_demonstration AND user_code = asked_code AND EXISTS (SELECT 1 FROM batch WHERE source_code = 'demo'))
       OR (NOT is_demonstration AND email = lower(asked_email))
$$;
COMMENT ON FUNCTION person_signing_in IS 'The person behind a demonstration code or a verified address; the only way the application reads app_user.';

CREATE FUNCTION demonstration_people() RETURNS TABLE (
    place integer, user_code text, role text, name_kk text, name_ru text, name_en text, region_code text, body_code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT place, user_code, role, name_kk, name_ru, name_en, region_code, body_code
    FROM app_user
    WHERE is_demonstration AND EXISTS (SELECT 1 FROM batch WHERE source_code = 'demo')
$$;
COMMENT ON FUNCTION demonstration_people IS 'Whom a visitor may choose to be; nobody unless demonstration data is loaded.';
