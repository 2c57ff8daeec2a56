"""The machinery of a run: worker processes, transport to and from them, portions, the clock, retries."""
