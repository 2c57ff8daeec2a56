"""`cluster scheduler`, `cluster worker`, `cluster demo`: other machines that work for `process --engine dask://…`."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from pipeline.commands import OPTION, SAYS, app
from pipeline.engine.cluster.address import address_in
from pipeline.errors import UserError

LISTEN = "127.0.0.1:8786"  # who can reach a scheduler can run programs on its machines: others only if somebody says so

cluster = typer.Typer(no_args_is_help=True, help=SAYS.commands["cluster"])
app.add_typer(cluster, name="cluster")


@cluster.command(help=SAYS.commands["cluster_scheduler"])
def scheduler(
    listen: Annotated[str, typer.Option("--listen", metavar="HOST:PORT", help=OPTION["listen"])] = LISTEN,
) -> None:
    from pipeline.engine.cluster.serving import scheduler as serve
    from schemas.cluster import cluster_file

    host, _, port = _place(listen).rpartition(":")
    serve(host.strip("[]"), int(port), cluster_file().limits, typer.echo)
    typer.echo(cluster_file().said.ended)


@cluster.command(help=SAYS.commands["cluster_worker"])
def worker(
    place: Annotated[str, typer.Argument(metavar="HOST:PORT", help=OPTION["scheduler"], show_default=False)],
    threads: Annotated[int | None, typer.Option("--workers", metavar="N", min=1, help=OPTION["threads"])] = None,
) -> None:
    from pipeline.engine.cluster.serving import worker as serve
    from schemas.cluster import cluster_file

    serve(_place(place), threads or os.cpu_count() or 1, cluster_file().limits, typer.echo)
    typer.echo(cluster_file().said.ended)


def _place(text: str) -> str:
    """HOST:PORT. Raises UserError for anything else."""
    try:
        address = address_in(f"dask://{text}")
    except UserError:
        address = None
    if address is None or address.files:
        from schemas.cluster import cluster_file

        raise UserError(cluster_file().refusals.listen.format(text=text), 2)
    return address.place


@cluster.command(help=SAYS.commands["cluster_demo"])
def demo() -> int:
    from pipeline.commands.cluster_demo import show

    return show()
