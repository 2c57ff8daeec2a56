-- Version 15: the submissions of one unit, or of one address, are found without a look at the rest.

CREATE INDEX submissions_of_unit ON submissions (unit_key) WHERE unit_key <> '';

CREATE INDEX submissions_of_sender ON submissions (sender) WHERE sender <> '';
