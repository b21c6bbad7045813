-- An employer by its BIN, as far as the viewer may see it, and what it is a part of.
SELECT e.bin, e.name_kk, e.name_ru, e.name_en, p.bin AS parent_bin, p.name_kk AS parent_kk, p.name_ru AS parent_ru, p.name_en AS parent_en
FROM employer e LEFT JOIN employer p ON p.bin = e.parent_bin
WHERE e.bin = :bin
