-- Day on which this very file last came from this source, in Kazakhstan's time; null for a file not seen before.
SELECT CAST(max(received_at) AT TIME ZONE 'Asia/Almaty' AS date) FROM batch
WHERE source_code = %(source_code)s AND file_sha256 = %(file_sha256)s;
