-- Version 10: the secretary decides. What she answered, and of findings what their words were filled in with: candidates,
-- the other person.

ALTER TABLE findings ADD COLUMN about TEXT NOT NULL DEFAULT '';

CREATE TABLE decisions (
    number INTEGER NOT NULL,
    for_all BOOLEAN NOT NULL,
    question TEXT NOT NULL,
    kind TEXT NOT NULL,
    effect TEXT NOT NULL,
    answer TEXT NOT NULL,
    word TEXT NOT NULL,
    subject TEXT NOT NULL,
    row_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    submission_id TEXT NOT NULL,
    notice TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    source_file TEXT NOT NULL,
    source_cell TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (number)
);
