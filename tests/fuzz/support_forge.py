"""An inbox of forged files among good ones, and what must hold of it after a run, whatever was forged."""

from __future__ import annotations

from collections import Counter
from typing import Any

from fuzz_forge import forged
from support_hostile import good
from support_main import Office

from pipeline.receive.files import receive

GOOD = 20
_TOLD = ("unit", "name", "phone", "domain", "level", "location_country", "experience", "society", "disposition")


def forge_into(office: Office, seed: int, count: int) -> None:
    """Put so many forged files into the inbox, their names begin with seed and number, and the good ones between."""
    receive_good_ones(office, f"{seed}-")
    for number in range(count):
        name, data = forged(seed, number)
        (office.inbox / f"{seed}-{number} {name}").write_bytes(data)


def receive_good_ones(office: Office, prefix: str = "") -> None:
    """Put the good workbooks into the inbox, spread over whatever else begins with the prefix."""
    office.receive({f"{prefix}{number * 37:03d} 好/推荐表.xlsx": good(number)[1] for number in range(GOOD)})


def good_people(office: Office) -> list[dict[str, Any]]:
    """What came of the people in the good workbooks."""
    rows = [row for row in office.people() if row["source_file"].endswith(" 好/推荐表.xlsx")]
    return sorted(({name: row[name] for name in _TOLD} for row in rows), key=lambda row: str(row["name"]))


def miscounted(office: Office) -> dict[str, int]:
    """Files of the inbox that have no document or several of them."""
    documents = Counter(row["file"] for row in office.export("documents"))
    return {file.path: documents[file.path] for file in receive(office.inbox)[0] if documents[file.path] != 1}


def faults(office: Office) -> list[str]:
    """Documents at which the program failed, and the last lines of the notes on its faults, each with how many end so.

    The name of a file tells its seed and number, and so `fuzz_forge.forged` makes it again.
    """
    files = [row["file"] for row in office.export("findings") if row["slug"] == "program-fault"]
    notes = [note.read_text(encoding="utf-8").splitlines() for note in office.outbox.glob(".faults/*")]
    ends = Counter("\n".join(lines[-3:]) for lines in notes)
    return [*files, *(f"{count} times: {end}" for end, count in ends.most_common())]
