-- Version 16: figures drawn out of what is judged, so that the desk need not count half a million rows each time.

CREATE TABLE submission_figures (
    submission_id TEXT NOT NULL,
    disposition TEXT NOT NULL,
    amount INTEGER NOT NULL,
    batch INTEGER NOT NULL,
    PRIMARY KEY (submission_id, disposition)
) WITHOUT ROWID;

CREATE TABLE batch_figures (
    batch INTEGER NOT NULL,
    disposition TEXT NOT NULL,
    society TEXT NOT NULL,
    listed BOOLEAN NOT NULL,
    route_confirmed BOOLEAN NOT NULL,
    amount INTEGER NOT NULL,
    remembered INTEGER NOT NULL,
    PRIMARY KEY (batch, disposition, society, listed, route_confirmed)
) WITHOUT ROWID;

CREATE TABLE route_figures (
    batch INTEGER NOT NULL,
    notice TEXT NOT NULL,
    domain TEXT NOT NULL,
    society TEXT NOT NULL,
    since TEXT NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (batch, notice, domain, society, since)
) WITHOUT ROWID;

CREATE INDEX counted_by_batch ON counted (batch, disposition, route_confirmed, domain, society, submission_id);

CREATE INDEX judgements_withdrawing ON judgements (batch, withdrawn_from, person_id, row_id) WHERE withdrawn_from <> '';

DELETE FROM meta WHERE "key" = 'drawn';
