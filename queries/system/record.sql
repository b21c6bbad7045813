-- One entry of the audit trail; the database seals it with the hash of the entry before.
INSERT INTO audit_event (user_code, role, action, object, after)
VALUES (:viewer_user, :role, :action, :about, CAST(:after AS jsonb))
