-- Version 19: `counting` gives what a row was understood as, and drawing it out takes the counted values from that; who is
-- asked for by the 编号 of a person, or by the row that stands instead, is found without a look at the rest.

DROP VIEW counting;

CREATE VIEW counting AS
SELECT judgements.row_id, people.number AS person, judgements.batch, judgements.route_confirmed,
    EXISTS (
        SELECT 1 FROM findings
        WHERE findings.row_id = judgements.row_id AND findings.batch = judgements.batch AND findings.severity = 'error'
    ) AS wrong,
    person_rows.submission_id, person_rows.section, judgements.disposition, judgements.society,
    coalesce(json_extract(judgements.canonical, '$.domain'), '') AS domain, judgements.canonical
FROM judgements
JOIN person_rows ON person_rows.row_id = judgements.row_id
JOIN people ON people.person_id = judgements.person_id;

DROP VIEW matching;

CREATE VIEW matching AS
SELECT person_rows.number, judgements.batch, people.number AS person, fold(judgements.name) AS name,
    judgements.phone, CASE judgements.email WHEN '' THEN '' ELSE fold(judgements.email) END AS email
FROM judgements
JOIN person_rows ON person_rows.row_id = judgements.row_id
JOIN people ON people.person_id = judgements.person_id
WHERE judgements.row_id NOT IN (SELECT row_id FROM forgotten_rows);

CREATE INDEX judgements_of_person ON judgements (person_id);

CREATE INDEX judgements_pointing ON judgements (points_at) WHERE points_at <> '';

CREATE INDEX unit_names_alike ON unit_names (unit_key) WHERE may_be_alike;
