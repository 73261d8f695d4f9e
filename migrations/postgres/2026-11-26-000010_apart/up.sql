-- Who sees posts that others do not: found without looking at all that somebody wrote.
CREATE INDEX post_apart ON post (author_id) WHERE deleted_at IS NOT NULL OR held_at IS NOT NULL;
CREATE INDEX post_deleted_by ON post (deleted_by) WHERE deleted_by IS NOT NULL;
