-- The picture by which somebody shows themselves, as the log tells it: the file, what it is, and the entry
-- that holds both; nothing where the firefly stands that is drawn from the pseudonym.
ALTER TABLE person ADD COLUMN picture TEXT;
ALTER TABLE person ADD COLUMN picture_kind TEXT;
ALTER TABLE person ADD COLUMN picture_seq BIGINT;
CREATE INDEX person_by_picture ON person (picture) WHERE picture IS NOT NULL;
