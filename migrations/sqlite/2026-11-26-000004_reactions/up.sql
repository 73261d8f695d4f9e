-- How often each reaction was given to a post (a word and a number each), and whether it has a poll: what a
-- list reads to know that there is nothing more to read.
ALTER TABLE post ADD COLUMN reactions TEXT NOT NULL DEFAULT '';
ALTER TABLE post ADD COLUMN polled BOOLEAN NOT NULL DEFAULT FALSE;

-- Who reacted to what, as the log tells it.
CREATE TABLE reaction (
    post_id BIGINT NOT NULL REFERENCES post (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (post_id, kind, person_id)
) WITHOUT ROWID;
CREATE INDEX reaction_by_person ON reaction (person_id, post_id);

-- The poll of a post, as the log tells it: the entry that opened it, the choices (one on each line), and how
-- many votes each of them has (in the same order; none at first).
CREATE TABLE poll (
    post_id BIGINT NOT NULL PRIMARY KEY REFERENCES post (id),
    seq BIGINT NOT NULL,
    multiple BOOLEAN NOT NULL,
    closes_at BIGINT,
    choices TEXT NOT NULL,
    counts TEXT NOT NULL,
    voters BIGINT NOT NULL
);

-- Who voted for what. Private, and never in the log: there stands how many voted for what.
CREATE TABLE ballot (
    post_id BIGINT NOT NULL REFERENCES post (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    choice BIGINT NOT NULL,
    PRIMARY KEY (post_id, person_id, choice)
) WITHOUT ROWID;
CREATE INDEX ballot_by_person ON ballot (person_id);

-- The poll in a draft, as it was filled in. Private, as the draft is.
ALTER TABLE draft ADD COLUMN poll TEXT;
