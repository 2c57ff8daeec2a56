"""The mailbox: what units sent comes into the inbox. Nothing is deleted on the server."""
