"""What `cluster demo` shows: scheduler and workers on this machine, and that the same comes out as without them."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from pipeline.commands.process import demo_options
from pipeline.engine.cluster.address import address_in
from schemas.cluster import cluster_file

if TYPE_CHECKING:
    from pipeline.process import Options

HERE = "127.0.0.1"
OUTBOX, WORKERS, PATIENCE = Path("outbox/cluster-demo"), 2, 20


def show() -> int:
    """The invented submissions by this machine alone, then by a cluster: exit code 1 where a byte differs."""
    from pipeline.register import Register

    words, place = cluster_file().demo, f"{HERE}:{free_port()}"
    typer.echo(words.begun.format(place=place))
    shutil.rmtree(OUTBOX, ignore_errors=True)
    here, there = (demo_options(None, OUTBOX / name) for name in ("local", "cluster"))
    for options in (here, there):
        options.outbox.mkdir(parents=True)
    with Register.open(here.register):  # the same key, by which workbooks are marked
        pass
    Register.copy(here.register, there.outbox / "register.db")
    typer.echo(words.local.format(**_timed(here)))
    with begun(place):
        typer.echo(words.cluster.format(**_timed(there._replace(engine=address_in(f"dask://{place}")))))
    typer.echo(words.ended)
    one, other = _files(here.outbox), _files(there.outbox)
    if one == other:
        typer.echo(words.same.format(files=len(one)))
        return 0
    names = sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
    typer.echo(words.other.format(files=cluster_file().differing.between.join(names)))
    return 1


def _timed(options: Options) -> dict[str, object]:
    """Run the main job; gives how many files it wrote, and how long it took."""
    from pipeline.process import process

    began = time.perf_counter()
    process(options, lambda *_: None)
    return {"seconds": time.perf_counter() - began, "files": len(_files(options.outbox))}


def _files(outbox: Path) -> dict[str, bytes]:
    """What lies in the outbox, but for the register, which holds when its rows were written."""
    found = (path for path in outbox.rglob("*") if path.is_file() and not path.name.startswith("register.db"))
    return {path.relative_to(outbox).as_posix(): path.read_bytes() for path in found}


@contextmanager
def begun(place: str) -> Iterator[None]:
    """Scheduler and workers, each a program of its own, which have ended at the end."""
    command, programs = [sys.executable, "-m", "pipeline", "cluster"], list[subprocess.Popen[bytes]]()
    every = [["scheduler", "--listen", place], *([["worker", place, "--workers", "1"]] * WORKERS)]
    try:
        for each in every:
            programs.append(subprocess.Popen([*command, *each], stdout=subprocess.DEVNULL))
        yield
    finally:
        for program in reversed(programs):
            program.terminate()
            try:
                program.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()


def free_port() -> int:
    with socket.socket() as found:
        found.bind((HERE, 0))
        return int(found.getsockname()[1])
