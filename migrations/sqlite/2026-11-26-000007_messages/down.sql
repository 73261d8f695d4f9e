DROP TABLE draft;
CREATE TABLE draft (
    session_id BLOB NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    place TEXT NOT NULL,
    body TEXT NOT NULL,
    reply_to BIGINT,
    saved_at BIGINT NOT NULL,
    poll TEXT,
    PRIMARY KEY (session_id, place)
) WITHOUT ROWID;
DROP TABLE message_report;
DROP TABLE blocked;
DROP TABLE mailbox;
DROP TABLE correspondence;
DROP TABLE message;
