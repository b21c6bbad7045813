-- Published series by code: their names and what they count.
SELECT series_code, name_kk, name_ru, name_en, definition_kk, definition_ru, definition_en
FROM official_series
ORDER BY series_code
