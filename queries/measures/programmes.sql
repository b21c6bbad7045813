-- Programmes known on :as_of that a measure can be counted by.
SELECT p.programme_code, p.kind_code, p.name_kk, p.name_ru, p.name_en FROM programme p WHERE p.known_on <= CAST(:as_of AS date) ORDER BY p.programme_code
