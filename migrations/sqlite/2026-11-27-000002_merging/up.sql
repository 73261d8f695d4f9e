-- The index is merged once eight of its pieces are of a size, not four: each word is written anew less often,
-- which is most of what following a long log costs.
INSERT INTO search (search, rank) VALUES ('automerge', 8);
