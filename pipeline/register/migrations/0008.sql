-- Version 8: which fields there are is said in schemas/fields.toml and no longer by columns. Of a project what was
-- understood is stored as it is of a person; what reports count of a person row is drawn out as one text.

CREATE TABLE of_columns AS SELECT * FROM projects;

DROP TABLE projects;

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
    canonical TEXT NOT NULL,
    PRIMARY KEY (number)
);

INSERT INTO projects
SELECT number, batch, "row", project_id, submission_id, section, unit, file, sheet, (
    SELECT json_group_object(key, value) FROM json_each(json_object(
        'company', company, 'project_name', project_name, 'project_country', project_country,
        'project_type', project_type, 'project_status', project_status, 'chinese_engineers', chinese_engineers,
        'foreign_engineers', foreign_engineers, 'qualified_engineers', qualified_engineers
    )) WHERE value <> ''
)
FROM of_columns ORDER BY number;

DROP TABLE of_columns;

CREATE UNIQUE INDEX project_of_id ON projects (project_id);

DROP VIEW counting;

DROP TABLE counted;

CREATE VIEW counting AS
SELECT judgements.row_id, people.number AS person, judgements.batch, judgements.route_confirmed,
    EXISTS (
        SELECT 1 FROM findings
        WHERE findings.row_id = judgements.row_id AND findings.batch = judgements.batch AND findings.severity = 'error'
    ) AS wrong,
    person_rows.submission_id, person_rows.section, judgements.disposition, judgements.society,
    coalesce(json_extract(judgements.canonical, '$.domain'), '') AS domain,
    counted_values(judgements.canonical) AS counted_values
FROM judgements
JOIN person_rows ON person_rows.row_id = judgements.row_id
JOIN people ON people.person_id = judgements.person_id;

CREATE TABLE counted (
    row_id TEXT NOT NULL,
    person INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    route_confirmed BOOLEAN NOT NULL,
    wrong BOOLEAN NOT NULL,
    submission_id TEXT NOT NULL,
    section TEXT NOT NULL,
    disposition TEXT NOT NULL,
    society TEXT NOT NULL,
    domain TEXT NOT NULL,
    counted_values TEXT NOT NULL,
    PRIMARY KEY (row_id)
) WITHOUT ROWID;

CREATE INDEX counted_by_disposition ON counted (disposition, submission_id);

DELETE FROM meta WHERE "key" = 'folding';
