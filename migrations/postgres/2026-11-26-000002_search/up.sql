-- What is searched: for each post that everybody may see its words, folded, cut and numbered by the program.
-- It follows the log, and can be made again from the posts. `rowid` is the post's number: in SQLite that
-- is what the key of such a table is called.
CREATE TABLE search (
    rowid BIGINT NOT NULL PRIMARY KEY,
    words TSVECTOR NOT NULL
);
CREATE INDEX search_words ON search USING GIN (words);
