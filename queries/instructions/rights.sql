-- Whether the viewer may enter instructions.
SELECT app_may_issue() AS may_issue
