-- The log: everything public, in order, each entry carrying the hash of the one before it.
-- Times are microseconds since 1970-01-01T00:00:00Z everywhere.
CREATE TABLE log (
    seq INTEGER NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    event TEXT NOT NULL,
    words TEXT,
    salt BLOB,
    digest BLOB,
    hash BLOB NOT NULL
);

-- Where the log ends. One row; whoever appends holds its lock.
CREATE TABLE head (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    seq BIGINT NOT NULL,
    hash BLOB NOT NULL
);

-- How far each follower has read.
CREATE TABLE log_cursor (
    name TEXT NOT NULL PRIMARY KEY,
    seq BIGINT NOT NULL
);

-- The tables that the log writes. Nothing else does.
CREATE TABLE person (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT NOT NULL UNIQUE,
    skeleton TEXT NOT NULL,
    standing TEXT NOT NULL CHECK (standing IN ('visiting', 'kept', 'left', 'unclaimed')),
    role TEXT NOT NULL CHECK (role IN ('member', 'owner')),
    joined_at BIGINT NOT NULL
);
CREATE INDEX person_by_skeleton ON person (skeleton);
CREATE INDEX person_owners ON person (id) WHERE role = 'owner';

CREATE TABLE room (
    id INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('wall', 'room', 'own')),
    slug TEXT UNIQUE,
    title TEXT NOT NULL,
    about TEXT NOT NULL,
    owner_id BIGINT REFERENCES person (id),
    opened_at BIGINT NOT NULL,
    posts BIGINT NOT NULL,
    last_seq BIGINT NOT NULL,
    deleted_at BIGINT,
    deleted_by BIGINT REFERENCES person (id)
);
CREATE INDEX room_listed ON room (last_seq) WHERE kind = 'room' AND deleted_at IS NULL;
CREATE INDEX room_titled ON room (title) WHERE kind = 'room';
CREATE INDEX room_deleted ON room (deleted_at) WHERE deleted_at IS NOT NULL;

CREATE TABLE post (
    id INTEGER NOT NULL PRIMARY KEY,
    room_id BIGINT NOT NULL REFERENCES room (id),
    author_id BIGINT NOT NULL REFERENCES person (id),
    parent_id BIGINT REFERENCES post (id),
    reply_to BIGINT REFERENCES post (id),
    body TEXT NOT NULL,
    published_at BIGINT NOT NULL,
    edited_at BIGINT,
    comments BIGINT NOT NULL,
    deleted_at BIGINT,
    deleted_by BIGINT REFERENCES person (id),
    deleted_seq BIGINT,
    erased_at BIGINT
);
CREATE INDEX post_roots ON post (room_id, id) WHERE parent_id IS NULL AND erased_at IS NULL;
CREATE INDEX post_days ON post (room_id, published_at, id) WHERE parent_id IS NULL AND erased_at IS NULL;
CREATE INDEX post_comments ON post (parent_id, id) WHERE parent_id IS NOT NULL AND erased_at IS NULL;
CREATE INDEX post_replies ON post (reply_to) WHERE reply_to IS NOT NULL;
CREATE INDEX post_deleted ON post (deleted_at) WHERE deleted_at IS NOT NULL AND erased_at IS NULL;

-- What a post said before each of its edits.
CREATE TABLE post_version (
    post_id BIGINT NOT NULL REFERENCES post (id),
    seq BIGINT NOT NULL,
    body TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    PRIMARY KEY (post_id, seq)
);

-- Private tables: written directly, never in the log, never leaving this machine.
CREATE TABLE password (
    person_id BIGINT NOT NULL PRIMARY KEY REFERENCES person (id),
    phc TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);

-- What somebody chose for themselves.
CREATE TABLE preference (
    person_id BIGINT NOT NULL PRIMARY KEY REFERENCES person (id),
    language TEXT NOT NULL
);

-- `id` is the SHA-256 of the cookie, so that a stolen database opens no session.
CREATE TABLE session (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES person (id),
    opened_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    agent TEXT NOT NULL
);
CREATE INDEX session_by_person ON session (person_id);
CREATE INDEX session_by_sight ON session (seen_at);

CREATE TABLE draft (
    session_id BLOB NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    place TEXT NOT NULL,
    body TEXT NOT NULL,
    reply_to BIGINT,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (session_id, place)
) WITHOUT ROWID;

-- Forms that were acted on already, and where their sender was led.
CREATE TABLE once_key (
    session_id BLOB NOT NULL,
    key TEXT NOT NULL,
    location TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (session_id, key)
) WITHOUT ROWID;
CREATE INDEX once_key_by_age ON once_key (at);

-- Up to where a person has read a room, and from where on it is new to them this time.
CREATE TABLE visit (
    person_id BIGINT NOT NULL REFERENCES person (id),
    room_id BIGINT NOT NULL REFERENCES room (id),
    since_seq BIGINT NOT NULL,
    seen_seq BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, room_id)
) WITHOUT ROWID;

-- One row an imported line, so that importing twice changes nothing.
CREATE TABLE imported (
    line BLOB NOT NULL PRIMARY KEY,
    post_id BIGINT NOT NULL
) WITHOUT ROWID;

CREATE TABLE secret (
    name TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
);
