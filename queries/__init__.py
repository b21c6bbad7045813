"""Every question asked of the database: one documented function per .sql file of the same name."""
