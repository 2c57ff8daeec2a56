"""One file of the inbox read and recognised, in a worker process."""
