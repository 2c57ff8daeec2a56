"""Files of other makers: all that Python and the installed packages bring along for their own tests and templates.

Nobody wrote them with this program in mind: mails that break rules, pictures, archives, XML, tables of numbers, pages.
"""

from __future__ import annotations

import importlib.util
import shutil
import sysconfig
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from support_hostile import good
from support_main import Office

from pipeline.receive.files import receive

KINDS = (
    *(".eml", ".msg", ".mbox", ".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods", ".odt", ".docx", ".dotx", ".doc"),
    *(".rtf", ".wps", ".et", ".csv", ".tsv", ".html", ".htm", ".xml", ".xsl", ".xsd", ".zip", ".tar", ".gz", ".bz2"),
    *(".rar", ".7z", ".pdf", ".txt", ".dat", ".bin", ".json", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tiff", ".ico"),
    *(".svg", ".p7s", ".p7m", ".ics", ".vcf"),
)
FEWEST, FEWEST_OF_PYTHON = 1_200, 100
NEIGHBOURS = (1, 2)


def foreign() -> Iterator[tuple[str, Path]]:
    """Files of the kinds that somebody may send, by a name of their own."""
    packages = Path(sysconfig.get_paths()["purelib"])
    for path in sorted(packages.rglob("*")):
        if path.suffix.lower() in KINDS and path.is_file():
            yield f"包/{path.relative_to(packages).as_posix()}", path
    for path in of_python():
        yield f"试/{path.name}", path
        if path.parent.parent.name == "test_email" and path.suffix == ".txt":
            yield f"试/{path.stem}.eml", path


def of_python() -> list[Path]:
    """What Python's own tests read; nothing where Python came without them."""
    found = importlib.util.find_spec("test.test_email")
    tests = Path(found.origin).parents[1] if found and found.origin else None
    return sorted(path for path in tests.rglob("*.*") if path.suffix.lower() in KINDS) if tests else []


@pytest.mark.slow
def test_files_of_other_makers_cost_nobody_a_place(tmp_path: Path) -> None:
    assert len(of_python()) >= FEWEST_OF_PYTHON, "Python came without its tests (Debian: libpython3-testsuite)"
    office, alone = Office(tmp_path / "office"), Office(tmp_path / "alone")
    for number, (name, path) in enumerate(foreign()):
        shutil.copy(path, office.inbox / f"{number:04d} {name.replace('/', ' ')}")
    assert number >= FEWEST
    for each in (office, alone):
        each.receive({f"{place * 600:04d} 好/推荐表.xlsx": good(place)[1] for place in NEIGHBOURS})
        each.run(workers=2)
    files = {file.path for file in receive(office.inbox).files}
    documents = Counter(row["file"] for row in office.export("documents"))
    assert {file: documents[file] for file in files if documents[file] != 1} == {}
    assert [row["file"] for row in office.export("findings") if row["slug"] == "program-fault"] == []
    told = [[(row["name"], row["phone"], row["society"]) for row in each.people()] for each in (office, alone)]
    assert sorted(told[0]) == sorted(told[1])
    assert [row["disposition"] for row in office.people()] == ["routed"] * len(NEIGHBOURS)
    assert office.run().batch is None
