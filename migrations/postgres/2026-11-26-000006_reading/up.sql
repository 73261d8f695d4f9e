-- How somebody likes to read, as the words that a cookie holds for strangers; nothing where they never chose.
ALTER TABLE preference ADD COLUMN reading TEXT;

-- What somebody says about themselves, as the log tells it: words in Markdown, addresses a line each, and
-- the entry that holds both.
CREATE TABLE profile (
    person_id BIGINT NOT NULL PRIMARY KEY REFERENCES person (id),
    bio TEXT NOT NULL,
    links TEXT NOT NULL,
    seq BIGINT NOT NULL
);

-- Who lets others see when they were here last. Private, and never in the log.
CREATE TABLE sight_shown (
    person_id BIGINT NOT NULL PRIMARY KEY REFERENCES person (id)
);
