-- Completes the delivery: its count, its rejected cells, its place in the audit trail, and the sign to every cache.
WITH counted AS (
    UPDATE batch SET loaded_count = %(loaded_count)s WHERE batch_id = %(batch_id)s
),
kept_rejected AS (
    INSERT INTO rejected_row (batch_id, line_no, column_name, value, reason)
    SELECT %(batch_id)s, line_no, column_name, left(value, 200), reason FROM rejected
),
entered_in_trail AS (
    INSERT INTO audit_event (user_code, role, action, object, after)
    VALUES (%(author)s, 'steward', %(action)s, 'batch/' || %(batch_id)s, %(summary)s)
)
SELECT move_data_version();
