-- Version 9: units are answered. Which submission corrects which, the letters that batches write, and the files that
-- wait for a password: with them all others of their submission, since all are read again together.

ALTER TABLE submissions ADD COLUMN corrects TEXT NOT NULL DEFAULT '';

ALTER TABLE submissions_before ADD COLUMN corrects TEXT NOT NULL DEFAULT '';

CREATE TABLE letters (
    number INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    working_days INTEGER NOT NULL,
    calendar_known BOOLEAN NOT NULL,
    submission_id TEXT NOT NULL,
    due_on TEXT NOT NULL,
    PRIMARY KEY (number)
);

CREATE INDEX letters_of_submission ON letters (submission_id);

CREATE INDEX letters_of_batch ON letters (batch);

INSERT INTO attempts (kind, submission_id, batch, path, sha256, ended, program, faults)
SELECT 'file', submission_id, '', file, documents.sha256, CASE WHEN EXISTS (
    SELECT 1 FROM findings WHERE findings.submission_id = documents.submission_id AND slug = 'encrypted'
    AND (findings.file = documents.file OR substr(findings.file, 1, length(documents.file) + 1) = documents.file || '!')
) THEN 'locked' ELSE '' END, '', '[]'
FROM documents JOIN files ON files.path = documents.file AND files.sha256 = documents.sha256
WHERE submission_id IN (SELECT submission_id FROM findings WHERE slug = 'encrypted')
AND NOT EXISTS (
    SELECT 1 FROM attempts AS tried
    WHERE tried.submission_id = documents.submission_id AND tried.path = documents.file
)
ORDER BY documents.number;
