-- How many files hang on a post: where there are none, nothing is looked for.
ALTER TABLE post ADD COLUMN files BIGINT NOT NULL DEFAULT 0;

-- What hangs on a post, as the log tells it. `seq` is the entry that hung it there, `described_seq` the one
-- that described it last: both hold words that go when the file does.
CREATE TABLE attachment (
    post_id BIGINT NOT NULL REFERENCES post (id),
    position BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    described_seq BIGINT,
    file TEXT NOT NULL,
    kind TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    alt TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (post_id, position)
) WITHOUT ROWID;
CREATE INDEX attachment_by_file ON attachment (file);

-- What was sent with words that are not published yet. Private, and for some hours only.
CREATE TABLE pending_file (
    id BIGINT NOT NULL PRIMARY KEY,
    session_id BLOB NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    place TEXT NOT NULL,
    file TEXT NOT NULL,
    kind TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    alt TEXT NOT NULL,
    name TEXT NOT NULL,
    saved_at BIGINT NOT NULL
);
CREATE INDEX pending_file_by_session ON pending_file (session_id, place);
CREATE INDEX pending_file_by_file ON pending_file (file);
CREATE INDEX pending_file_by_time ON pending_file (saved_at);

-- What hangs nowhere any more, maybe, and is still on the disk.
CREATE TABLE dropped_file (
    file TEXT NOT NULL PRIMARY KEY
) WITHOUT ROWID;
