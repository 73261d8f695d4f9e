DELETE FROM log_cursor WHERE name = 'notify';
DROP TABLE digest;
DROP TABLE subscription;
DROP TABLE notice;
