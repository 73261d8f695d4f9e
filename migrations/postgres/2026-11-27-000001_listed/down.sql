DROP INDEX room_listed;
CREATE INDEX room_listed ON room (last_seq) WHERE kind = 'room' AND deleted_at IS NULL;
