"""The outbox: a batch planned, written aside and moved into place; what is made again."""
