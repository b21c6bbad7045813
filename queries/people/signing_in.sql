-- The person behind a demonstration code, or behind an address that the sign-in provider has verified.
SELECT user_code, role, name_kk, name_ru, name_en, region_code, body_code, is_demonstration
FROM person_signing_in(CAST(:user_code AS text), CAST(:email AS text))
