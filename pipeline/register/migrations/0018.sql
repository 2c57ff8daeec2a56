-- Version 18: what waits on account of whole submissions, and how the pages of documents are called, drawn out for the
-- desk; and what came lately is found without a look at the rest.

CREATE TABLE submission_cases (
    submission_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    slug TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    unit TEXT NOT NULL,
    since TEXT NOT NULL,
    at_cell BOOLEAN NOT NULL,
    PRIMARY KEY (submission_id, number)
) WITHOUT ROWID;

CREATE INDEX submission_cases_by_day ON submission_cases (slug, decided_by, since);

CREATE INDEX submission_cases_by_unit ON submission_cases (slug, decided_by, unit = '', unit);

CREATE INDEX submission_cases_at_cells ON submission_cases (slug) WHERE at_cell;

CREATE INDEX submissions_of_nobody ON submission_cases (submission_id) WHERE number = 0;

CREATE TABLE document_pages (
    name TEXT NOT NULL,
    holds_people BOOLEAN NOT NULL,
    is_kept BOOLEAN NOT NULL,
    PRIMARY KEY (name)
) WITHOUT ROWID;

CREATE INDEX submissions_by_number ON submissions (CAST(substr(submission_id, 2) AS INTEGER), batch);

CREATE INDEX submissions_by_day ON submissions (substr(received_at, 1, 10));

CREATE INDEX submission_figures_by_number ON submission_figures
    (CAST(substr(submission_id, 2) AS INTEGER), disposition, amount, batch);

CREATE INDEX submissions_of_batch ON submissions (batch);

CREATE INDEX documents_of_batch ON documents (batch);

CREATE INDEX documents_of_submission ON documents (submission_id);

CREATE INDEX documents_of_content ON documents (sha256) WHERE sha256 <> '';

CREATE INDEX files_of_content ON files (sha256);
