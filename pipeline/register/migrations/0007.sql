-- Version 7: a person is one person across notices, and is found again whatever the notice.

DROP VIEW matching;

DROP TABLE matched;

CREATE TABLE of_notices AS SELECT * FROM people;

DROP TABLE people;

CREATE TABLE people (
    number INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    person_id TEXT NOT NULL,
    PRIMARY KEY (number)
);

INSERT INTO people SELECT number, batch, person_id FROM of_notices ORDER BY number;

DROP TABLE of_notices;

CREATE UNIQUE INDEX person_of_id ON people (person_id);

CREATE VIEW matching AS
SELECT person_rows.number, judgements.batch, people.number AS person, fold(judgements.name) AS name,
    judgements.phone, fold(judgements.email) AS email
FROM judgements
JOIN person_rows ON person_rows.row_id = judgements.row_id
JOIN people ON people.person_id = judgements.person_id
WHERE judgements.row_id NOT IN (SELECT row_id FROM forgotten_rows);

CREATE TABLE matched (
    number INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    person INTEGER NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    PRIMARY KEY (number)
);

CREATE INDEX matched_by_person ON matched (person);

CREATE INDEX matched_by_name ON matched (name) WHERE phone <> '';

CREATE INDEX matched_by_phone ON matched (phone) WHERE phone <> '';

CREATE INDEX matched_by_email ON matched (email) WHERE email <> '';
