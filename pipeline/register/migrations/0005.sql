-- Version 5: by what a person row is found again stands in a table of its own, so that a run asks for the people whom it
-- may have met before and not for all. Person rows are numbered in the order in which the program met them, and a batch
-- knows by what terms it judged.

ALTER TABLE batches ADD COLUMN terms TEXT NOT NULL DEFAULT '';

CREATE TABLE unnumbered AS SELECT * FROM person_rows;

DROP TABLE person_rows;

CREATE TABLE person_rows (
    number INTEGER NOT NULL,
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
    problems TEXT NOT NULL,
    PRIMARY KEY (number)
);

INSERT INTO person_rows
SELECT row_number() OVER (ORDER BY unnumbered.batch, received_at, file, sheet_index, "row", place, row_id),
    unnumbered.batch, sheet_index, "row", place, row_id, submission_id, unnumbered.form, file, sheet, section,
    project_id, typed_person_id, typed, extra, problems
FROM unnumbered JOIN submissions USING (submission_id)
ORDER BY 1;

DROP TABLE unnumbered;

CREATE UNIQUE INDEX person_row_of_id ON person_rows (row_id);

CREATE INDEX person_rows_of_submission ON person_rows (submission_id);

CREATE INDEX person_rows_of_batch ON person_rows (batch, project_id);

CREATE VIEW matching AS
SELECT person_rows.number, judgements.batch, people.number AS person, people.notice, fold(judgements.name) AS name,
    judgements.phone, fold(judgements.email) AS email
FROM judgements
JOIN person_rows ON person_rows.row_id = judgements.row_id
JOIN people ON people.person_id = judgements.person_id
WHERE judgements.row_id NOT IN (SELECT row_id FROM forgotten_rows);

CREATE TABLE matched (
    number INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    person INTEGER NOT NULL,
    notice TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    PRIMARY KEY (number)
);

CREATE INDEX matched_by_person ON matched (person);

CREATE INDEX matched_by_name ON matched (notice, name) WHERE phone <> '';

CREATE INDEX matched_by_phone ON matched (notice, phone) WHERE phone <> '';

CREATE INDEX matched_by_email ON matched (notice, email) WHERE email <> '';

CREATE INDEX counted_by_disposition ON counted (disposition, submission_id);
