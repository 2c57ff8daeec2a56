-- Version 14: certificates live on: what happened to them, what their holders did for their continuing development, and who
-- is excluded.

CREATE TABLE certificate_events (
    number INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    certificate_no TEXT NOT NULL,
    person_id TEXT NOT NULL,
    name TEXT NOT NULL,
    society TEXT NOT NULL,
    level TEXT NOT NULL,
    event TEXT NOT NULL,
    date TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    cause TEXT NOT NULL,
    document TEXT NOT NULL,
    note TEXT NOT NULL,
    source_file TEXT NOT NULL,
    source_sheet TEXT NOT NULL,
    source_cell TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (number)
);

CREATE INDEX certificate_events_of_number ON certificate_events (certificate_no);

CREATE INDEX certificate_events_of_person ON certificate_events (person_id);

CREATE TABLE activities (
    number INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    minutes INTEGER NOT NULL,
    place INTEGER NOT NULL,
    certificate_no TEXT NOT NULL,
    person_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    organiser TEXT NOT NULL,
    began_on TEXT NOT NULL,
    ended_on TEXT NOT NULL,
    grade TEXT NOT NULL,
    claimed TEXT NOT NULL,
    proof TEXT NOT NULL,
    note TEXT NOT NULL,
    source_file TEXT NOT NULL,
    source_sheet TEXT NOT NULL,
    source_cell TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (number)
);

CREATE INDEX activities_of_certificate ON activities (certificate_no);

CREATE TABLE exclusions (
    number INTEGER NOT NULL,
    event INTEGER NOT NULL,
    digest TEXT NOT NULL,
    person_id TEXT NOT NULL,
    cause TEXT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (number)
);

CREATE INDEX person_events_of_kind ON person_events (kind);

CREATE INDEX exclusions_of_digest ON exclusions (digest);
