DROP TABLE sight_shown;
DROP TABLE profile;
ALTER TABLE preference DROP COLUMN reading;
