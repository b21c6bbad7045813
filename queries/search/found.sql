-- The first ten results of a search for :text, best first; :law is labour or industrial_safety, :language that of the detail.
SELECT kind, key, name_kk, name_ru, name_en, detail, lon, lat, CAST(degree AS text) AS degree
FROM search_found(:text, CAST(:as_of AS date), CAST(:viewer_region AS text), :law, :language) WITH ORDINALITY
ORDER BY ordinality
