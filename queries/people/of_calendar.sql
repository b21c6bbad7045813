-- The person whose private calendar address has a secret of this SHA-256; nobody once it is revoked.
SELECT user_code, role, region_code, body_code, language, is_demonstration FROM person_of_calendar(:token_sha256)
