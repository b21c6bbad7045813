"""Rules of the statutory degree under Administration: history, editing, preview."""
