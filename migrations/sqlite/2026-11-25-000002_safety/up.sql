-- Who may do more than everybody, and about whom there are rows in `restraint` or `room_moderator`.
ALTER TABLE person ADD COLUMN moderates BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE person ADD COLUMN noted BOOLEAN NOT NULL DEFAULT FALSE;

-- What is particular about a room: whether each post waits for a moderator, how many seconds one waits
-- between two posts, and who may write.
ALTER TABLE room ADD COLUMN approves BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE room ADD COLUMN slow_seconds BIGINT NOT NULL DEFAULT 0;
ALTER TABLE room ADD COLUMN writers TEXT NOT NULL DEFAULT 'everybody';

-- Since when a post waits for a moderator, takes no comments, stands first.
ALTER TABLE post ADD COLUMN held_at BIGINT;
ALTER TABLE post ADD COLUMN locked_at BIGINT;
ALTER TABLE post ADD COLUMN pinned_at BIGINT;
CREATE INDEX post_held ON post (id) WHERE held_at IS NOT NULL AND erased_at IS NULL;
CREATE INDEX post_pinned ON post (room_id) WHERE pinned_at IS NOT NULL;
CREATE INDEX post_by_author ON post (author_id, id) WHERE erased_at IS NULL;

-- Who moderates which room, besides whoever opened it.
CREATE TABLE room_moderator (
    person_id BIGINT NOT NULL REFERENCES person (id),
    room_id BIGINT NOT NULL REFERENCES room (id),
    PRIMARY KEY (person_id, room_id)
) WITHOUT ROWID;

-- Who may not write (mute), or not come at all (ban): in a room, or in all (room 0). Without an end: for good.
CREATE TABLE restraint (
    person_id BIGINT NOT NULL REFERENCES person (id),
    room_id BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('mute', 'ban')),
    until BIGINT,
    act_seq BIGINT NOT NULL,
    PRIMARY KEY (person_id, room_id, kind)
) WITHOUT ROWID;

-- What moderators and owners did, as the log tells it. Acts of one press share a batch: the number of
-- the first of them. The first of each kind in it leads: it stands in the list for all of them.
CREATE TABLE act (
    seq INTEGER NOT NULL PRIMARY KEY,
    batch BIGINT NOT NULL,
    kind TEXT NOT NULL,
    by_id BIGINT,
    person_id BIGINT,
    post_id BIGINT,
    room_id BIGINT,
    until BIGINT,
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    undone_at BIGINT,
    leads BOOLEAN NOT NULL
);
CREATE INDEX act_led ON act (seq) WHERE leads;
CREATE INDEX act_by_person ON act (person_id, seq);
CREATE INDEX act_by_batch ON act (batch);
CREATE INDEX act_by_post ON act (post_id) WHERE post_id IS NOT NULL;

-- What the owners set while it runs, as the log tells it: one row.
CREATE TABLE rules (
    one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    seq BIGINT NOT NULL,
    value TEXT NOT NULL
);

-- Private tables.
CREATE TABLE report (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    receipt TEXT NOT NULL UNIQUE,
    post_id BIGINT NOT NULL REFERENCES post (id),
    person_id BIGINT REFERENCES person (id),
    reason TEXT NOT NULL,
    at BIGINT NOT NULL,
    settled_at BIGINT,
    settled_by BIGINT,
    settled_batch BIGINT,
    outcome TEXT
);
CREATE INDEX report_open ON report (id) WHERE settled_at IS NULL;
CREATE INDEX report_by_post ON report (post_id);

CREATE TABLE appeal (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    person_id BIGINT NOT NULL REFERENCES person (id),
    words TEXT NOT NULL,
    at BIGINT NOT NULL,
    settled_at BIGINT,
    settled_by BIGINT,
    answer TEXT
);
CREATE INDEX appeal_open ON appeal (id) WHERE settled_at IS NULL;
CREATE INDEX appeal_by_person ON appeal (person_id);

-- Warnings that their person has not read yet.
CREATE TABLE unread_warning (
    person_id BIGINT NOT NULL REFERENCES person (id),
    act_seq BIGINT NOT NULL,
    PRIMARY KEY (person_id, act_seq)
) WITHOUT ROWID;

CREATE TABLE filter (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    pattern TEXT NOT NULL,
    is_regex BOOLEAN NOT NULL,
    deed TEXT NOT NULL CHECK (deed IN ('hold', 'refuse', 'mark')),
    made_by BIGINT NOT NULL,
    made_at BIGINT NOT NULL
);

-- Why a post was held or marked, for moderators only.
CREATE TABLE suspicion (
    post_id BIGINT NOT NULL PRIMARY KEY REFERENCES post (id),
    why TEXT NOT NULL
);

-- Whoever took a pseudonym and waits for a moderator to let them in.
CREATE TABLE applicant (
    person_id BIGINT NOT NULL PRIMARY KEY REFERENCES person (id),
    words TEXT NOT NULL,
    at BIGINT NOT NULL
);

-- Invitations, by the SHA-256 of their code.
CREATE TABLE invitation (
    code BLOB NOT NULL PRIMARY KEY,
    made_by BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    uses_left BIGINT NOT NULL,
    note TEXT NOT NULL
) WITHOUT ROWID;

-- The second factor (RFC 6238): its secret, since when it is asked for, and the last step that was used.
CREATE TABLE second_factor (
    person_id BIGINT NOT NULL PRIMARY KEY REFERENCES person (id),
    secret BLOB NOT NULL,
    confirmed_at BIGINT NOT NULL,
    last_step BIGINT NOT NULL
);
CREATE TABLE recovery_code (
    person_id BIGINT NOT NULL REFERENCES person (id),
    hash BLOB NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (person_id, hash)
) WITHOUT ROWID;

-- Where mail reaches somebody, and the tokens (by their SHA-256) that were sent there.
CREATE TABLE mail_address (
    person_id BIGINT NOT NULL PRIMARY KEY REFERENCES person (id),
    address TEXT NOT NULL,
    confirmed_at BIGINT
);
CREATE TABLE mail_token (
    hash BLOB NOT NULL PRIMARY KEY,
    person_id BIGINT NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    expires_at BIGINT NOT NULL
) WITHOUT ROWID;

-- What owners did, each kind by itself; and who moderates.
CREATE INDEX act_by_kind ON act (kind, seq);
CREATE INDEX person_moderators ON person (id) WHERE moderates;
-- What newcomers wrote in the last hour: its words by their SHA-256, the hosts that it links to (a line
-- each), and whether it is seen.
CREATE TABLE newcomer_post (
    post_id BIGINT NOT NULL PRIMARY KEY REFERENCES post (id),
    author_id BIGINT NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    words BLOB NOT NULL,
    hosts TEXT NOT NULL,
    seen BOOLEAN NOT NULL
) WITHOUT ROWID;
CREATE INDEX newcomer_post_by_time ON newcomer_post (at);

-- Whoever filled in the field that must stay empty when they took their pseudonym.
CREATE TABLE suspect (
    person_id BIGINT NOT NULL PRIMARY KEY REFERENCES person (id)
) WITHOUT ROWID;
-- What a pseudonym is without capitals and accents, so that an address typed without them is found.
ALTER TABLE person ADD COLUMN folded TEXT NOT NULL DEFAULT '';
CREATE INDEX person_by_folded ON person (folded);
