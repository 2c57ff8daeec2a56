"""`aliases`: the words that this installation learned, and how one is taken out again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands import OPTION, REGISTER, SAYS, SETTINGS, Register, Settings, app

if TYPE_CHECKING:
    from pipeline.model.decisions import Decision
    from pipeline.register import Register as Book


@app.command(help=SAYS.commands["aliases"])
def aliases(
    settings: Settings = SETTINGS,
    register: Register = REGISTER,
    remove: Annotated[str, typer.Option("--remove", metavar="NUMBER", help=OPTION["learned"])] = "",
) -> int:
    from pipeline.commands.terminal import show_table
    from pipeline.register import Register as Book
    from schemas.decisions import decisions_file

    words = decisions_file().learned
    with Book.open(register) as book:
        if remove:
            sentence = _remove(book, remove)
            typer.echo(sentence or words.unknown.format(number=remove))
            return 0 if sentence else 1
        rows = [*map(_line, book.rulings().learned), *_of_settings(settings)]
    if rows:
        show_table(words.title, words.headings, rows)
    else:
        typer.echo(words.none)
    return 0


def _remove(book: Book, number: str) -> str:
    """Take the word out from now on; what is said of it, "" where there is none of this number."""
    from pipeline.terms.rulings import UNLEARNED
    from schemas.decisions import decisions_file

    with book.alone():
        found = next((each for each in book.rulings().learned if each.decision_id == number), None)
        if found is None:
            return ""
        words, now = decisions_file(), datetime.now().astimezone().isoformat(timespec="seconds")
        taken = found._replace(
            decision_id=book.next_decision(),
            question=found.decision_id,
            effect=UNLEARNED,
            answer=words.words.revoke,
            for_all=False,
            decided_by="",
            decided_on="",
            reason="",
            source_file="",
            source_cell="",
            recorded_at=now,
        )
        book.decide([taken])
        return words.learned.removed.format(value=found.value)


def _line(decision: Decision) -> list[str]:
    from pipeline.model.fields import field_label

    return [decision.decision_id, field_label(decision.field), decision.value, decision.word, decision.signed]


def _of_settings(settings: Settings) -> list[list[str]]:
    from pipeline.terms.settings import read_settings
    from schemas.decisions import decisions_file
    from schemas.settings import settings_file

    own, labels = decisions_file().learned.settings, settings_file().vocabularies
    return [[own, labels[each.vocabulary], each.typed, each.shown, ""] for each in read_settings(settings).aliases]
