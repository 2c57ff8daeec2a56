-- Version 2: what reports count stands in a table of its own. Of a person row they need a few short values; read out of
-- the whole judgements, they would take a report ten times as long.

CREATE VIEW counting AS
SELECT judgements.row_id, people.number AS person, judgements.batch, judgements.route_confirmed,
    EXISTS (
        SELECT 1 FROM findings
        WHERE findings.row_id = judgements.row_id AND findings.batch = judgements.batch AND findings.severity = 'error'
    ) AS wrong,
    person_rows.submission_id, person_rows.section, judgements.disposition, judgements.society,
    coalesce(json_extract(judgements.canonical, '$.domain'), '') AS domain,
    coalesce(json_extract(judgements.canonical, '$.specialty'), '') AS specialty,
    coalesce(json_extract(judgements.canonical, '$.level'), '') AS level,
    coalesce(json_extract(judgements.canonical, '$.project_country'), '') AS project_country,
    coalesce(json_extract(judgements.canonical, '$.project_type'), '') AS project_type,
    coalesce(json_extract(judgements.canonical, '$.project_status'), '') AS project_status
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
    specialty TEXT NOT NULL,
    level TEXT NOT NULL,
    project_country TEXT NOT NULL,
    project_type TEXT NOT NULL,
    project_status TEXT NOT NULL,
    PRIMARY KEY (row_id)
) WITHOUT ROWID;

INSERT OR REPLACE INTO counted SELECT * FROM counting ORDER BY batch;

CREATE INDEX fates_of_submission ON row_fates (submission_id, fate);
