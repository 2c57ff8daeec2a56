"""`cluster scheduler`, `cluster worker`, `cluster demo`: other machines that work for `process --engine dask://…`."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands import OPTION, SAYS, app
from pipeline.commands.process import demo_options
from pipeline.engine.cluster.address import address_in
from pipeline.errors import UserError
from schemas.cluster import cluster_file

if TYPE_CHECKING:
    from pipeline.process import Options

LISTEN, HERE = "0.0.0.0:8786", "127.0.0.1"
DEMO_OUTBOX, DEMO_WORKERS, DEMO_PATIENCE = Path("outbox/cluster-demo"), 2, 20

cluster = typer.Typer(no_args_is_help=True, help=SAYS.commands["cluster"])
app.add_typer(cluster, name="cluster")


@cluster.command(help=SAYS.commands["cluster_scheduler"])
def scheduler(
    listen: Annotated[str, typer.Option("--listen", metavar="HOST:PORT", help=OPTION["listen"])] = LISTEN,
) -> None:
    from pipeline.engine.cluster.serving import scheduler as serve

    host, _, port = _place(listen).rpartition(":")
    serve(host.strip("[]"), int(port), cluster_file().limits, typer.echo)
    typer.echo(cluster_file().said.ended)


@cluster.command(help=SAYS.commands["cluster_worker"])
def worker(
    place: Annotated[str, typer.Argument(metavar="HOST:PORT", help=OPTION["scheduler"], show_default=False)],
    threads: Annotated[int | None, typer.Option("--workers", metavar="N", min=1, help=OPTION["threads"])] = None,
) -> None:
    from pipeline.engine.cluster.serving import worker as serve

    serve(_place(place), threads or os.cpu_count() or 1, cluster_file().limits, typer.echo)
    typer.echo(cluster_file().said.ended)


def _place(text: str) -> str:
    """HOST:PORT. Raises UserError for anything else."""
    try:
        address = address_in(f"dask://{text}")
    except UserError:
        address = None
    if address is None or address.files:
        raise UserError(cluster_file().refusals.listen.format(text=text), 2)
    return address.place


@cluster.command(help=SAYS.commands["cluster_demo"])
def demo() -> int:
    """The invented submissions by this machine alone, then by a cluster: exit code 1 where a byte differs."""
    from pipeline.register import Register

    words, place = cluster_file().demo, f"{HERE}:{_free_port()}"
    typer.echo(words.begun.format(place=place))
    shutil.rmtree(DEMO_OUTBOX, ignore_errors=True)
    here, there = (demo_options(None, DEMO_OUTBOX / name) for name in ("local", "cluster"))
    for options in (here, there):
        options.outbox.mkdir(parents=True)
    with Register.open(here.register):  # the same key, by which workbooks are marked
        pass
    Register.copy(here.register, there.outbox / "register.db")
    typer.echo(words.local.format(**_timed(here)))
    with _begun(place):
        typer.echo(words.cluster.format(**_timed(replace(there, engine=address_in(f"dask://{place}")))))
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

    begun = time.perf_counter()
    process(options, lambda *_: None)
    return {"seconds": time.perf_counter() - begun, "files": len(_files(options.outbox))}


def _files(outbox: Path) -> dict[str, bytes]:
    """What lies in the outbox, but for the register, which holds when its rows were written."""
    found = (path for path in outbox.rglob("*") if path.is_file() and not path.name.startswith("register.db"))
    return {path.relative_to(outbox).as_posix(): path.read_bytes() for path in found}


@contextmanager
def _begun(place: str) -> Iterator[None]:
    """Scheduler and workers, each a program of its own, which have ended at the end."""
    command, programs = [sys.executable, "-m", "pipeline", "cluster"], list[subprocess.Popen[bytes]]()
    every = [["scheduler", "--listen", place], *([["worker", place, "--workers", "1"]] * DEMO_WORKERS)]
    try:
        for each in every:
            programs.append(subprocess.Popen([*command, *each], stdout=subprocess.DEVNULL))
        yield
    finally:
        for program in reversed(programs):
            program.terminate()
            try:
                program.wait(DEMO_PATIENCE)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HERE, 0))
        return int(found.getsockname()[1])
