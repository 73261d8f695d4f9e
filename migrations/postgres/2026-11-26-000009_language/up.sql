-- In which language a post is written, as its words say (a BCP 47 tag); nothing where they do not say it for
-- sure. What was written before this column came says nothing until it is changed.
ALTER TABLE post ADD COLUMN lang TEXT;

-- What can be chosen in a poll is found as well now: the index goes on where the first poll was opened.
UPDATE log_cursor SET seq = (SELECT MIN(seq) - 1 FROM poll)
WHERE name = 'search' AND seq >= (SELECT MIN(seq) FROM poll);
