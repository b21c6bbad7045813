-- The tree of activities, each below what it is part of.
WITH RECURSIVE in_the_tree AS (
    SELECT activity_code, parent_code, level, name_kk, name_ru, name_en, ARRAY[activity_code] AS place FROM activity WHERE parent_code IS NULL
    UNION ALL
    SELECT a.activity_code, a.parent_code, a.level, a.name_kk, a.name_ru, a.name_en, t.place || a.activity_code
    FROM activity a JOIN in_the_tree t ON a.parent_code = t.activity_code
)
SELECT activity_code, parent_code, level, name_kk, name_ru, name_en
FROM in_the_tree
ORDER BY place
