"""Bad input or a bug of ours: only the first is an exception of its own, with a sentence for the secretary."""

from __future__ import annotations


class UserError(Exception):
    """Bad input or a bad environment: one clear sentence in Chinese (where, what, what to do), without a traceback.

    `exit_code` is 1 when the run failed, 2 for wrong usage.
    """

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code
