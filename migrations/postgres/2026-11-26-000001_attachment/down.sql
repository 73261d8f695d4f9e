DROP TABLE dropped_file;
DROP TABLE pending_file;
DROP TABLE attachment;
ALTER TABLE post DROP COLUMN files;
