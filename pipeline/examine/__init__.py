"""Read and recognise one file of the inbox, in a worker process."""
