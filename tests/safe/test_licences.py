"""The list of licences is true: every package of the lock stands in it once, with what its own metadata states."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINE = re.compile(r"\| (?P<package>[a-z0-9-]+) \| (?P<licence>[^|]+) \| (?P<stated>[^|]+) \|")
FREE = re.compile(
    r"\b(MIT|MIT-0|BSD-[23]-Clause|0BSD|Apache-2\.0|PSF-2\.0|ISC|Zlib|CC0-1\.0|LGPL-2\.1-only|LGPL-2\.1-or-later|LGPL-3\.0-or-later)\b"
)


def listed() -> dict[str, tuple[str, str]]:
    found = LINE.findall((ROOT / "docs" / "licences.md").read_text(encoding="utf-8"))
    rows = {package: (licence, stated) for package, licence, stated in found if package != "package"}
    assert len(rows) == len(found) - 1
    return rows


def locked() -> list[str]:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    return re.findall(r"^([a-z0-9-]+)==", text, re.MULTILINE)


def stated(package: str) -> str:
    """What the package says of its own licence."""
    about = metadata.metadata(package)
    expression = about.get("License-Expression")
    classifiers = [name.split(" :: ")[-1] for name in about.get_all("Classifier") or () if name.startswith("License")]
    return expression or "; ".join(classifiers) or str(about.get("License")).partition("\n")[0]


def test_every_package_of_the_lock_is_listed_and_no_other() -> None:
    assert list(listed()) == sorted(locked())


def test_each_licence_is_what_the_package_states() -> None:
    assert {package: said for package, (_, said) in listed().items()} == {name: stated(name) for name in locked()}


def test_each_licence_lets_us_use_and_pass_on_the_package() -> None:
    for package, (licence, _) in listed().items():
        parts = re.split(r" (?:AND|OR) ", licence)
        assert all(FREE.fullmatch(part) for part in parts), package


def test_every_package_is_pinned_with_a_hash() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / lock).read_text(encoding="utf-8")
        for block in re.split(r"\n(?=[a-z0-9])", text.strip()):
            if not block.startswith("#"):
                assert re.match(r"[a-z0-9.\[\]_-]+==\S+ ", block), block
                assert "--hash=sha256:" in block, block
