"""Writes the goldens that are not there; one that is there is first to be looked at and removed by a person."""

from __future__ import annotations

from pathlib import Path

from support_certificate_letters import CERTIFICATES, made_of_certificates
from support_letters import LETTERS, REMINDERS, made, text_of
from support_society_letters import SOCIETIES

from pipeline.publish.societies.letter import society_letter

GOLDENS = Path(__file__).parent / "goldens"


def golden(name: str) -> Path:
    return GOLDENS / f"{name}.txt"


def made_of(name: str) -> bytes:
    """The letter of that name, whoever it is to."""
    if name in SOCIETIES:
        return society_letter(SOCIETIES[name], {})
    return made_of_certificates(name) if name in CERTIFICATES else made(name)


if __name__ == "__main__":
    GOLDENS.mkdir(exist_ok=True)
    for name in (*LETTERS, *REMINDERS, *SOCIETIES, *CERTIFICATES):
        if not golden(name).exists():
            golden(name).write_text(text_of(made_of(name)), encoding="utf-8")
