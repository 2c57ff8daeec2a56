-- Version 6: a file that ended by a limit or by a fault of the program is tried again under its submission. What was
-- said of it before stays in the register for the batch that said it, and holds no more for the whole.

CREATE TABLE attempts (
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    submission_id TEXT NOT NULL,
    batch TEXT NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    ended TEXT NOT NULL,
    program TEXT NOT NULL,
    faults TEXT NOT NULL,
    PRIMARY KEY (number)
);

CREATE INDEX attempts_of_place ON attempts (kind, submission_id, batch, path);

CREATE TABLE submissions_before (
    until INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    late BOOLEAN NOT NULL,
    scan BOOLEAN NOT NULL,
    submission_id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    notice TEXT NOT NULL,
    form TEXT NOT NULL,
    unit TEXT NOT NULL,
    unit_key TEXT NOT NULL,
    unit_source TEXT NOT NULL,
    sender TEXT NOT NULL,
    received_at TEXT NOT NULL,
    received_from TEXT NOT NULL,
    PRIMARY KEY (submission_id, until)
);

CREATE TABLE replaced_documents (number INTEGER NOT NULL, batch INTEGER NOT NULL, PRIMARY KEY (number));

CREATE TABLE replaced_findings (number INTEGER NOT NULL, batch INTEGER NOT NULL, PRIMARY KEY (number));
