"""What people are judged by: the notices, the findings, this installation’s settings, and a fingerprint of all that."""
