-- Private tables: of what people are told, what they follow, and which letters they want.

-- That somebody is told of a post: one row a person and post. What the post says stands in none.
CREATE TABLE notice (
    person_id BIGINT NOT NULL REFERENCES person (id),
    post_id BIGINT NOT NULL REFERENCES post (id),
    seq BIGINT NOT NULL,
    why TEXT NOT NULL CHECK (why IN ('mention', 'reply', 'comment', 'wall', 'thread', 'room')),
    at BIGINT NOT NULL,
    read_at BIGINT,
    PRIMARY KEY (person_id, post_id)
);
CREATE INDEX notice_newest ON notice (person_id, seq);
CREATE INDEX notice_unread ON notice (person_id, post_id) WHERE read_at IS NULL;
CREATE INDEX notice_by_post ON notice (post_id);
CREATE INDEX notice_by_age ON notice (at);
CREATE INDEX notice_by_age_read ON notice (at) WHERE read_at IS NOT NULL;

-- What somebody follows, or wants to hear nothing of: a room or a thread, which is a post. Both are
-- numbered by the log, so that one number means one of them.
CREATE TABLE subscription (
    person_id BIGINT NOT NULL REFERENCES person (id),
    subject_id BIGINT NOT NULL,
    is_thread BOOLEAN NOT NULL,
    mutes BOOLEAN NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (person_id, subject_id)
);
CREATE INDEX subscription_by_subject ON subscription (subject_id);

-- Who wants a letter about what is unread, how often, and when the next is due.
CREATE TABLE digest (
    person_id BIGINT NOT NULL PRIMARY KEY REFERENCES person (id),
    days BIGINT NOT NULL,
    next_at BIGINT NOT NULL
);
CREATE INDEX digest_due ON digest (next_at);

-- What was said before there were notices is told to nobody.
INSERT INTO log_cursor (name, seq) SELECT 'notify', seq FROM head;
