-- Who was told of the steps towards the deadline of an instruction through :as_of, the newest first, and on which day each took note.
SELECT n.told_on, n.due_on, n.step, n.user_code, n.person_kk, n.person_ru, n.person_en,
    CASE WHEN x.day <= CAST(:as_of AS date) THEN x.day END AS acknowledged_on
FROM notice n
CROSS JOIN LATERAL (SELECT CAST(n.acknowledged_at AT TIME ZONE 'Asia/Almaty' AS date) AS day) x
WHERE n.instruction_id = :instruction_id AND n.told_on <= CAST(:as_of AS date)
ORDER BY n.told_on DESC, n.person_kk, n.user_code
