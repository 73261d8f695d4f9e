-- In which language a post is written, as its words say (a BCP 47 tag); nothing where they do not say it for
-- sure. What was written before this column came says nothing until it is changed.
ALTER TABLE post ADD COLUMN lang TEXT;
