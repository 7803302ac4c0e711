"""All SQL, for SQLite and PostgreSQL alike."""
