-- The wall and the rooms without everybody's own walls, of which there are as many as people.
DROP INDEX room_listed;
CREATE INDEX room_listed ON room (last_seq) WHERE kind <> 'own' AND deleted_at IS NULL;
