"""A run that ends at one step on its way, right before or after it."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.publish.outbox import deliver
from pipeline.publish.paper import disk
from pipeline.register import Register

PutIn = Callable[[], None]
"""Puts in a step that ends the process."""


def ended_at(step: PutIn, run: Callable[[], object]) -> None:
    """A run in a process of its own, which ends at that step."""

    def ended() -> None:
        step()
        run()

    child = multiprocessing.get_context("fork").Process(target=ended)
    child.start()
    child.join()
    assert child.exitcode == 17


def killed_at(owner: Any, name: str, after: bool, nth: int) -> PutIn:
    """Puts in a step that ends the process at its nth call, before or after doing what it does."""

    def put_in() -> None:
        original, calls = getattr(owner, name), []

        def step(*args: Any, **options: Any) -> Any:
            calls.append(1)
            if len(calls) < nth:
                return original(*args, **options)
            if after:
                original(*args, **options)
            os._exit(17)

        setattr(owner, name, step)

    return put_in


def whole_record(after_commit: bool) -> PutIn:
    def put_in() -> None:
        import pipeline.register.register as module

        original = module.record

        def record(*args: Any) -> None:
            original(*args)
            os._exit(17)

        if after_commit:
            killed_at(Register, "record", True, 1)()
        else:
            module.record = record  # type: ignore[assignment]

    return put_in


STEPS = {
    "before anything is recorded": killed_at(Register, "record", False, 1),
    "everything written, not committed": whole_record(after_commit=False),
    "committed": whole_record(after_commit=True),
    "one file written aside": killed_at(deliver, "write_planned", True, 1),
    "all but run.json written aside": killed_at(disk, "write_text", False, 2),
    "before the batch is renamed": killed_at(Path, "rename", False, 1),
    "after the batch is renamed": killed_at(Path, "rename", True, 1),
    "台账 written aside": killed_at(Path, "replace", False, 1),
    "checksums remembered": killed_at(Path, "replace", True, 1),
    "before 台账 is renamed": killed_at(Path, "replace", False, 2),
    "after 台账 is renamed": killed_at(Path, "replace", True, 2),
    "between the desk files": killed_at(deliver.Desk, "_move", False, 2),
    "after the desk files": killed_at(deliver.Desk, "_move", True, 2),
    "before the batch is marked": killed_at(Register, "mark_published", False, 1),
    "after the batch is marked": killed_at(Register, "mark_published", True, 1),
}
