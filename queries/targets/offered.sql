-- Indicators that a region may have targets of its own for: those the registers give, of which less or more is better, in the order of lists.
SELECT i.indicator_code, i.name_kk, i.name_ru, i.name_en, i.unit, i.direction
FROM indicator i JOIN measure m USING (indicator_code)
WHERE i.direction <> 'neutral'
ORDER BY m.place
