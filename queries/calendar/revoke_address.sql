-- Makes the viewer's private calendar address stop working.
SELECT revoke_calendar_address()
