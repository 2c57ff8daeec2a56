-- Version 12: mail is fetched. What became of each mail of a mailbox, so that none is fetched twice and none is skipped. The
-- password is never here.

CREATE TABLE mailbox (
    number INTEGER NOT NULL,
    validity INTEGER NOT NULL,
    uid INTEGER NOT NULL,
    size INTEGER NOT NULL,
    account TEXT NOT NULL,
    host TEXT NOT NULL,
    folder TEXT NOT NULL,
    outcome TEXT NOT NULL,
    message_id TEXT NOT NULL,
    sent_at TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    path TEXT NOT NULL,
    sender TEXT NOT NULL,
    subject TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    PRIMARY KEY (number)
);

CREATE INDEX mailbox_of_folder ON mailbox (account, host, folder, validity, uid);
