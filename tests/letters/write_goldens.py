"""Writes the goldens that are not there; one that is there is first to be looked at and removed by a person."""

from __future__ import annotations

from pathlib import Path

from support_letters import LETTERS, REMINDERS, made, text_of

GOLDENS = Path(__file__).parent / "goldens"


def golden(name: str) -> Path:
    return GOLDENS / f"{name}.txt"


if __name__ == "__main__":
    GOLDENS.mkdir(exist_ok=True)
    for name in (*LETTERS, *REMINDERS):
        if not golden(name).exists():
            golden(name).write_text(text_of(made(name)), encoding="utf-8")
