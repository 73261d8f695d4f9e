-- What is searched: for each post that everybody may see its words, folded and cut by the program, with a
-- blank between them, so that nothing is left to fold here (all but ASCII is part of a word to this
-- tokenizer). It follows the log, and can be made again from the posts.
CREATE VIRTUAL TABLE search USING fts5 (words, tokenize = 'ascii', prefix = '2 3', columnsize = 0);

-- What is taken out is gone at once, and not only when segments are merged one day.
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
