-- Who does not want to be seen among the fireflies. Private, and never in the log.
CREATE TABLE invisible (
    person_id BIGINT NOT NULL PRIMARY KEY REFERENCES person (id)
);

-- Who is here, as each process that serves this wall sees it. What it says is good for a short time.
CREATE TABLE swarm (
    node TEXT NOT NULL PRIMARY KEY,
    seen_at BIGINT NOT NULL,
    lights TEXT NOT NULL
);
