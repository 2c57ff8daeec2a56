-- Version 17: names of units that may look like another one's, so that not all are compared in each run.

CREATE TABLE unit_shelves (
    shelf TEXT NOT NULL,
    unit_key TEXT NOT NULL,
    PRIMARY KEY (shelf, unit_key)
) WITHOUT ROWID;

CREATE TABLE unit_names (
    unit_key TEXT NOT NULL,
    may_be_alike BOOLEAN NOT NULL,
    PRIMARY KEY (unit_key)
) WITHOUT ROWID;
