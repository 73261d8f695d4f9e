INSERT INTO search (search, rank) VALUES ('automerge', 4);
