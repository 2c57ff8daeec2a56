"""`encrypt`: encrypted copies of the societies' workbooks of one batch."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands import OPTION, OUTBOX, SAYS, Batch, Outbox, app


@app.command(help=SAYS.commands["encrypt"])
def encrypt(
    batch: Batch,
    passwords: Annotated[
        Path,
        typer.Option("--passwords", metavar="FILE", help=OPTION["society_passwords"], show_default=False),
    ],
    outbox: Outbox = OUTBOX,
) -> int:
    from pipeline.publish.societies.encrypt import encrypt_batch, read_passwords
    from schemas.safekeeping import safekeeping_file

    words = safekeeping_file().encrypt
    chosen = read_passwords(passwords)
    copies = encrypt_batch(outbox, batch, chosen)
    for copy in copies:
        typer.echo(words.said[copy.said].format(society=copy.society, path=copy.path))
    for society in chosen:
        if society not in {copy.society for copy in copies}:
            typer.echo(words.unknown.format(society=society, batch=batch))
    return 0 if all(copy.said in ("written", "kept", "unconfirmed") for copy in copies) else 1
