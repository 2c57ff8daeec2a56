-- Version 11: the societies answer. What each said of a person, and from which cell of which file that was taken; what could
-- not be taken stands there as refused, with the slug of its finding as note.

CREATE TABLE person_events (
    number INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    person_id TEXT NOT NULL,
    row_id TEXT NOT NULL,
    notice TEXT NOT NULL,
    society TEXT NOT NULL,
    domain TEXT NOT NULL,
    kind TEXT NOT NULL,
    stage TEXT NOT NULL,
    conclusion TEXT NOT NULL,
    date TEXT NOT NULL,
    value TEXT NOT NULL,
    note TEXT NOT NULL,
    source_file TEXT NOT NULL,
    source_sheet TEXT NOT NULL,
    source_cell TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (number)
);

CREATE INDEX person_events_of_person ON person_events (person_id);

CREATE INDEX person_events_of_batch ON person_events (batch);
