DROP INDEX person_by_picture;
ALTER TABLE person DROP COLUMN picture_seq;
ALTER TABLE person DROP COLUMN picture_kind;
ALTER TABLE person DROP COLUMN picture;
