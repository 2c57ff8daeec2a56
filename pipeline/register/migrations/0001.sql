-- Version 1: the register of an association that starts today. Tables and columns are explained in tables.py.

CREATE TABLE meta (
    "key" TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY ("key")
);

CREATE TABLE batches (
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    notice TEXT NOT NULL,
    now TEXT NOT NULL,
    program TEXT NOT NULL,
    association TEXT NOT NULL,
    settings TEXT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE events (
    number INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE contents (
    sha256 TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (sha256)
);

CREATE TABLE files (
    batch INTEGER NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL
);

CREATE TABLE submissions (
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
    received_from TEXT NOT NULL
);

CREATE TABLE documents (
    number INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    submission_id TEXT NOT NULL,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    kind TEXT NOT NULL,
    outcome TEXT NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE row_fates (
    number INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    row_id TEXT NOT NULL,
    submission_id TEXT NOT NULL,
    file TEXT NOT NULL,
    sheet TEXT NOT NULL,
    fate TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE projects (
    number INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    project_id TEXT NOT NULL,
    submission_id TEXT NOT NULL,
    section TEXT NOT NULL,
    unit TEXT NOT NULL,
    file TEXT NOT NULL,
    sheet TEXT NOT NULL,
    company TEXT NOT NULL,
    project_name TEXT NOT NULL,
    project_country TEXT NOT NULL,
    project_type TEXT NOT NULL,
    project_status TEXT NOT NULL,
    chinese_engineers TEXT NOT NULL,
    foreign_engineers TEXT NOT NULL,
    qualified_engineers TEXT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE people (
    number INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    person_id TEXT NOT NULL,
    notice TEXT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE person_rows (
    batch INTEGER NOT NULL,
    sheet_index INTEGER NOT NULL,
    "row" INTEGER NOT NULL,
    place INTEGER NOT NULL,
    row_id TEXT NOT NULL,
    submission_id TEXT NOT NULL,
    form TEXT NOT NULL,
    file TEXT NOT NULL,
    sheet TEXT NOT NULL,
    section TEXT NOT NULL,
    project_id TEXT NOT NULL,
    typed_person_id TEXT NOT NULL,
    typed TEXT NOT NULL,
    extra TEXT NOT NULL,
    problems TEXT NOT NULL
);

CREATE TABLE judgements (
    batch INTEGER NOT NULL,
    route_confirmed BOOLEAN NOT NULL,
    row_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    disposition TEXT NOT NULL,
    reason TEXT NOT NULL,
    points_at TEXT NOT NULL,
    society TEXT NOT NULL,
    route_reason TEXT NOT NULL,
    change TEXT NOT NULL,
    withdrawn_from TEXT NOT NULL,
    published TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    canonical TEXT NOT NULL
);

CREATE TABLE findings (
    number INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    submission_id TEXT NOT NULL,
    row_id TEXT NOT NULL,
    slug TEXT NOT NULL,
    severity TEXT NOT NULL,
    field TEXT NOT NULL,
    file TEXT NOT NULL,
    sheet TEXT NOT NULL,
    cell TEXT NOT NULL,
    value TEXT NOT NULL,
    message TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    PRIMARY KEY (number)
);

CREATE UNIQUE INDEX batch_of_name ON batches (name);

CREATE UNIQUE INDEX file_of_path ON files (path, sha256);

CREATE UNIQUE INDEX submission_of_id ON submissions (submission_id);

CREATE UNIQUE INDEX project_of_id ON projects (project_id);

CREATE UNIQUE INDEX person_of_id ON people (person_id);

CREATE UNIQUE INDEX person_row_of_id ON person_rows (row_id);

CREATE UNIQUE INDEX judgement_of_row ON judgements (row_id, batch);

CREATE INDEX judgements_of_batch ON judgements (batch);

CREATE INDEX findings_of_row ON findings (row_id, batch);

CREATE INDEX findings_of_batch ON findings (batch);
