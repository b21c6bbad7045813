-- The delivery itself, in the register of deliveries.
INSERT INTO batch (source_code, file_name, file_sha256, read_count, rejected_count, author)
VALUES (%(source_code)s, %(file_name)s, %(file_sha256)s, %(read_count)s, %(rejected_count)s, %(author)s)
RETURNING batch_id;
