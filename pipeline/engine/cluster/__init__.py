"""Other machines at work for a run: what goes out to them and comes back, what they do with it, how they are begun.

Dask carries it: an optional extra, which is imported here alone. On each machine stands one of its workers, and beside
that, as on the machine of the run, the pool of processes that opens untrusted bytes: docs/decisions/engine.md.
"""
