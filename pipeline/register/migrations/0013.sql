-- Version 13: mail is sent. The mails around what a submission is about, by which it is answered, and what became of each
-- mail that went out, so that none goes twice. No password is here.

ALTER TABLE submissions ADD COLUMN mails TEXT NOT NULL DEFAULT '';

ALTER TABLE submissions_before ADD COLUMN mails TEXT NOT NULL DEFAULT '';

CREATE TABLE sendings (
    number INTEGER NOT NULL,
    letter TEXT NOT NULL,
    batch TEXT NOT NULL,
    society TEXT NOT NULL,
    address TEXT NOT NULL,
    message_id TEXT NOT NULL,
    state TEXT NOT NULL,
    said TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (number)
);

CREATE INDEX sendings_of_letter ON sendings (letter);
