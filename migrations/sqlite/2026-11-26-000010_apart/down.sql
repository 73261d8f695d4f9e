DROP INDEX post_apart;
DROP INDEX post_deleted_by;
