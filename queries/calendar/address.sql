-- The viewer's private calendar address that works now, if there is one: on which day it was made.
SELECT CAST(made_at AT TIME ZONE 'Asia/Almaty' AS date) AS made_on
FROM calendar_address
WHERE user_code = :viewer_user AND revoked_at IS NULL
