-- Version 4: what belongs to one batch, to one society in it or to one submission is found without a look at the rest.

CREATE INDEX judgements_of_society ON judgements (batch, society, disposition);

DROP INDEX judgements_of_batch;

CREATE INDEX person_rows_of_submission ON person_rows (submission_id);

CREATE INDEX person_rows_of_batch ON person_rows (batch, project_id);

CREATE INDEX fates_of_batch ON row_fates (batch);

CREATE INDEX findings_of_submission ON findings (submission_id) WHERE row_id = '';
