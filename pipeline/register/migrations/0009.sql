-- Version 9: units are answered. Which submission corrects which, the letters that batches write, and what a later
-- submission of the unit closed that was asked.

ALTER TABLE submissions ADD COLUMN corrects TEXT NOT NULL DEFAULT '';

ALTER TABLE submissions_before ADD COLUMN corrects TEXT NOT NULL DEFAULT '';

CREATE TABLE letters (
    number INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    submission_id TEXT NOT NULL,
    due_on TEXT NOT NULL,
    PRIMARY KEY (number)
);

CREATE INDEX letters_of_submission ON letters (submission_id);

CREATE INDEX letters_of_batch ON letters (batch);

CREATE TABLE closings (
    number INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    finding INTEGER NOT NULL,
    submission_id TEXT NOT NULL,
    PRIMARY KEY (number)
);
