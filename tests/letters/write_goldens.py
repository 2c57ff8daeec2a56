"""Writes the goldens that are not there; one that is there is first to be looked at and removed by a person."""

from __future__ import annotations

from pathlib import Path

from support_letters import LETTERS, REMINDERS, made, text_of
from support_society_letters import SOCIETIES

from pipeline.publish.societies.letter import society_letter

GOLDENS = Path(__file__).parent / "goldens"


def golden(name: str) -> Path:
    return GOLDENS / f"{name}.txt"


if __name__ == "__main__":
    GOLDENS.mkdir(exist_ok=True)
    for name in (*LETTERS, *REMINDERS, *SOCIETIES):
        if not golden(name).exists():
            data = society_letter(SOCIETIES[name], {}) if name in SOCIETIES else made(name)
            golden(name).write_text(text_of(data), encoding="utf-8")
