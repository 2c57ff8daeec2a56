"""The outbox: batches are planned, written to a temporary folder and moved into place; some are written again."""
