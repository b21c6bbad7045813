-- How many instructions known on :as_of stand in each state, what to do first on top. A null filter filters nothing.
SELECT c.state, count(*) AS instruction_count
FROM instructions_chosen(CAST(:as_of AS date), CAST(:body_code AS text), CAST(:is_demonstration AS boolean), CAST(:search AS text)) c
WHERE CAST(:controller AS text) IS NULL OR c.controller = :controller
GROUP BY c.state
ORDER BY c.state
