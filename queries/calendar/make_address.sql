-- Gives the viewer a private calendar address, known by the SHA-256 of its secret; the one he had stops working.
SELECT make_calendar_address(:token_sha256, :language)
