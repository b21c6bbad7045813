"""What the database is, and how rows get into it."""
