"""The book for maintainers speaks of what is there, and nothing in the repository sends its reader elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

THIS = Path(__file__)
ROOT = THIS.parents[2]
BOOK = ["README.md", *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))]
FOLDERS = ("pipeline", "schemas", "tests", "templates", "docs", "examples")
ELSEWHERE = re.compile(r"\b(?:DESIGN|INTERFACES|STYLE|HOUSE)(?:\.md\b|\b(?![\w=]))|\bfacts/\d|\.\./shared")
"""Documents that lie in no folder of the repository."""
CODE = re.compile(r"`([\w./-]+)`")
LINK = re.compile(r"\]\(([\w./-]+)(?:#[\w-]*)?\)")
PAGE = re.compile(r"\bdocs/[\w/-]+\.(?:md|txt)\b")


def texts() -> Iterator[tuple[str, str]]:
    """Every text file of the repository that people write, by its path, but for this one."""
    for path in [
        *ROOT.glob("*.md"),
        ROOT / "Makefile",
        *(path for name in FOLDERS for path in (ROOT / name).rglob("*")),
    ]:
        if (
            path.suffix in (".py", ".toml", ".md", ".html", ".js", ".css", ".sql", ".txt", "")
            and path.is_file()
            and path != THIS
        ):
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def there(name: str) -> bool:
    """Whether something of this name is in the repository: from its root or pipeline/, or anywhere by a bare name."""
    if "/" in name.rstrip("/"):
        return any((folder / name).exists() for folder in (ROOT, ROOT / "pipeline"))
    return any(True for folder in FOLDERS for _ in (ROOT / folder).rglob(name.rstrip("/"))) or (ROOT / name).exists()


def named(text: str) -> set[str]:
    """What a page names as a part of the repository: sources, data, and folders of ours."""
    parts = {
        word for word in CODE.findall(text) if re.search(r"\w\.(?:py|toml|sql)$", word) or word.startswith(FOLDERS)
    }
    return {word for word in parts if "/" in word or "." in word}


def test_nothing_refers_to_a_document_outside_the_repository() -> None:
    found = {path: match[0] for path, text in texts() if (match := ELSEWHERE.search(text))}
    assert found == {}


def test_every_page_that_the_code_names_is_there() -> None:
    found = {(path, page) for path, text in texts() for page in PAGE.findall(text) if not (ROOT / page).exists()}
    assert found == set()


@pytest.mark.parametrize("page", BOOK)
def test_a_page_names_only_what_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    missing = {name for name in named(text) if not there(name)}
    missing |= {link for link in LINK.findall(text) if not (ROOT / page).parent.joinpath(link).exists()}
    assert missing == set()


def test_the_map_names_every_room() -> None:
    """Every package and every module directly below pipeline/; every decision is in their list."""
    rooms = {path.name for path in (ROOT / "pipeline").iterdir() if (path / "__init__.py").exists()}
    rooms |= {path.name for path in (ROOT / "pipeline").glob("[!_]*.py")}
    book = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    spoken = {word.removeprefix("pipeline/").split("/")[0] for word in CODE.findall(book)}
    assert rooms - spoken == set()
    listed = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")
    decisions = {path.name for path in (ROOT / "docs/decisions").glob("*.md")} - {"README.md"}
    assert {name for name in decisions if f"({name})" not in listed} == set()


def test_the_handbook_names_targets_that_there_are() -> None:
    """Nobody at a desk types `python -m pipeline`, which outside the environment ends in a traceback."""
    handbook = (ROOT / "docs/手册.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "python -m" not in handbook
    named = {(match[1], match[2]) for match in re.finditer(r"`make ([a-z]+)(?: ([A-Z]+)=)?", handbook)}
    recipes = dict(re.findall(r"^([a-z]+): .*## .*\n((?:\t.*\n)+)", makefile, re.MULTILINE))
    assert {target for target, _ in named if target not in recipes} == set()
    assert {(target, name) for target, name in named if name and f"$({name})" not in recipes[target]} == set()
    assert len(named) > 20
