"""Notices of a test's own: that of 2025 with other words."""

from __future__ import annotations

import re
from pathlib import Path

import schemas

TITLE = "关于开展2026年工程能力评价推荐工作的通知"


def add_notice(folder: Path, name: str = "2026", **lines: str) -> None:
    """A notice as that of 2025, sent out on 1 March 2026 unless `lines`, TOML by top-level key, say otherwise; a key
    with "" is left out."""
    text = (folder / "2025.toml").read_text(encoding="utf-8")
    own = {
        "number": '"渝工协〔2026〕3号"',
        "title": f'"{TITLE}"',
        "date": "2026-03-01",
        "year": "2026",
        "subject": '"评价(2026)+{unit}"',
        "deadline": "{ month = 4, day = 20 }",
    } | lines
    for key, value in own.items():
        said = f"{key} = {value}" if value else ""
        text, found = re.subn(rf"^{key} = .*$", lambda _, said=said: said, text, flags=re.MULTILINE)
        text = text if found else f"{said}\n{text}"
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    schemas.forget()


FORM = """
form = "{name}"
titles = ["名录"]
unit_labels = ["名录单位"]
telling = ["specialty"]
sections = {{ dispatched = {{ label = "已外派" }}, planned = {{ label = "计划外派" }} }}

[columns]
name = ["入录者"]
phone = ["入录者手机"]
domain = ["入录领域"]
specialty = ["入录专业"]
"""


def add_form(folder: Path, name: str = "unit-list") -> None:
    """A form beside those that are shipped, which looks like none of them."""
    (folder.parent / "forms" / f"{name}.toml").write_text(FORM.format(name=name), encoding="utf-8")
