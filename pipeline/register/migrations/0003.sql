-- Version 3: what was forgotten. Of a forgotten row stay its place, its number and what became of it; a document whose
-- bytes were forgotten keeps its checksum.

CREATE TABLE forgettings (
    number INTEGER NOT NULL,
    people INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    originals INTEGER NOT NULL,
    now TEXT NOT NULL,
    cause TEXT NOT NULL,
    PRIMARY KEY (number)
);

CREATE TABLE forgotten_rows (
    forgetting INTEGER NOT NULL,
    row_id TEXT NOT NULL,
    PRIMARY KEY (row_id)
);

CREATE TABLE forgotten_originals (
    forgetting INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (sha256)
);
