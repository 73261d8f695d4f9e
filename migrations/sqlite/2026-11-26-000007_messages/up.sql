-- Private: what two people say to each other. Nothing of it is ever in the log. The two are named by
-- their numbers, the smaller first.
CREATE TABLE message (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    low_id BIGINT NOT NULL REFERENCES person (id),
    high_id BIGINT NOT NULL REFERENCES person (id),
    author_id BIGINT NOT NULL REFERENCES person (id),
    body TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX message_by_pair ON message (low_id, high_id, id);

-- One person's side of a conversation: the last message that they see (0: none), up to which they have
-- read, up to which they deleted it for themselves, and how many they have not read.
CREATE TABLE correspondence (
    person_id BIGINT NOT NULL REFERENCES person (id),
    other_id BIGINT NOT NULL REFERENCES person (id),
    last_id BIGINT NOT NULL,
    read_id BIGINT NOT NULL,
    hidden_id BIGINT NOT NULL,
    unread BIGINT NOT NULL,
    PRIMARY KEY (person_id, other_id)
) WITHOUT ROWID;
CREATE INDEX correspondence_by_last ON correspondence (person_id, last_id);
CREATE INDEX correspondence_by_other ON correspondence (other_id);

-- How many messages somebody has not read, in all their conversations, and whether they take any.
CREATE TABLE mailbox (
    person_id BIGINT NOT NULL PRIMARY KEY REFERENCES person (id),
    unread BIGINT NOT NULL,
    closed BOOLEAN NOT NULL
);

-- From whom somebody takes no messages.
CREATE TABLE blocked (
    person_id BIGINT NOT NULL REFERENCES person (id),
    other_id BIGINT NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (person_id, other_id)
) WITHOUT ROWID;
CREATE INDEX blocked_by_other ON blocked (other_id);

-- Messages that their receiver showed to the moderators, copied: of the others these know nothing.
CREATE TABLE message_report (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    message_id BIGINT NOT NULL UNIQUE,
    author_id BIGINT NOT NULL REFERENCES person (id),
    person_id BIGINT REFERENCES person (id),
    body TEXT NOT NULL,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX message_report_by_author ON message_report (author_id);
CREATE INDEX message_report_by_person ON message_report (person_id);

-- Drafts are a person's, in whichever browser: of several for one place the latest stays. The draft of a
-- change also says what is to become of the files of its post.
CREATE TABLE own_draft (
    person_id BIGINT NOT NULL REFERENCES person (id),
    place TEXT NOT NULL,
    body TEXT NOT NULL,
    reply_to BIGINT,
    files TEXT,
    saved_at BIGINT NOT NULL,
    poll TEXT,
    PRIMARY KEY (person_id, place)
) WITHOUT ROWID;
INSERT INTO own_draft (person_id, place, body, reply_to, saved_at, poll)
SELECT session.person_id, draft.place, draft.body, draft.reply_to, draft.saved_at, draft.poll
FROM draft JOIN session ON session.id = draft.session_id
WHERE NOT EXISTS (
    SELECT 1 FROM draft AS later JOIN session AS another ON another.id = later.session_id
    WHERE another.person_id = session.person_id AND later.place = draft.place
        AND (later.saved_at > draft.saved_at
            OR (later.saved_at = draft.saved_at AND later.session_id > draft.session_id))
);
DROP TABLE draft;
ALTER TABLE own_draft RENAME TO draft;
CREATE INDEX draft_by_age ON draft (saved_at);
