"""The main job without its answers to units, which `make bench` tells apart.

`python -m tests.bench_unanswered JOB …` does what `python -m pipeline JOB …` does, and loads nothing besides; but no
batch answers anybody.
"""

from __future__ import annotations

import gc
import runpy
from typing import Any


def main() -> None:
    """Run it, and leave as the program leaves."""
    gc.disable()  # as the program does before it loads anything
    from pipeline.commands import process

    answering = process._run

    def unanswered(*arguments: Any) -> Any:
        from pipeline.register import batch

        batch.answers = lambda *_: []
        return answering(*arguments)

    process._run = unanswered
    runpy.run_module("pipeline", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
