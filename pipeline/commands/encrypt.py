"""`encrypt`: encrypted copies of the societies' workbooks of one batch."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands import OUTBOX, Batch, Outbox, app


@app.command(help="为一批的各学会工作簿另做加密副本；密码每学会一个，请另行告知，不要写在同一封邮件里。")
def encrypt(
    batch: Batch,
    passwords: Annotated[
        Path,
        typer.Option("--passwords", metavar="FILE", help='密码文件，一行一个：学会名 = "密码"', show_default=False),
    ],
    outbox: Outbox = OUTBOX,
) -> int:
    from pipeline.publish.societies.encrypt import encrypt_batch, read_passwords
    from schemas import table

    words = table("safekeeping")["encrypt"]
    chosen = read_passwords(passwords)
    copies = encrypt_batch(outbox, batch, chosen)
    for copy in copies:
        typer.echo(words["said"][copy.said].format(society=copy.society, path=copy.path))
    for society in chosen:
        if society not in {copy.society for copy in copies}:
            typer.echo(words["unknown"].format(society=society, batch=batch))
    return 0 if all(copy.said in ("written", "kept", "unconfirmed") for copy in copies) else 1
