"""Publish: everything that goes out, as a pure function of the register (outbox/batch.py, outbox/desk_files.py).

files = publish_batch(contents, outbox, secret, workers)
published = publish_desk(desk, outbox, secret)

Running it again after a crash completes the rest, and only that.
"""

WRITERS = "pipeline.publish.outbox.writers"
"""What loads all that writes."""
