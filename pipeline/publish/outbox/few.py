"""What is so little that one worker writes it as fast as several: they take longer to be handed it file by file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.register.contents.batch import BatchContents

FEW = 200
"""Rows of people."""


def tells_of_few(contents: BatchContents) -> bool:
    return contents.read + len(contents.changed_earlier["row_id"]) <= FEW
