-- Version 4: what a batch says of one society is found without a look at the others.

CREATE INDEX judgements_of_society ON judgements (batch, society);

DROP INDEX judgements_of_batch;
