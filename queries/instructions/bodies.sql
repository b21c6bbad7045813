-- Bodies that exist on :as_of and can lead an instruction, take part in it or control it: offices and ministries first, then by name.
SELECT b.body_code, b.kind, b.name_kk, b.name_ru, b.name_en, b.short_kk, b.short_ru, b.short_en
FROM body b
WHERE b.abolished_on IS NULL OR b.abolished_on > CAST(:as_of AS date)
ORDER BY array_position(ARRAY['office', 'ministry', 'committee', 'akimat', 'inspectorate', 'group'], b.kind), b.body_code
