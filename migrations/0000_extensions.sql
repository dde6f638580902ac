-- Trigrams for typo-tolerant search; trusted since PostgreSQL 13, so the owner of a database may create it.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
