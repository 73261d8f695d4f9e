-- PostgreSQL merges its index by itself.
SELECT 1;
