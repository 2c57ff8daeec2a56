"""Notes in the outbox for maintainers about faults of the program: one for each document, open row or outgoing file on
which it failed and has not yet succeeded. They contain tracebacks, but no data.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline import PROGRAM
from pipeline.model.documents import Attempt, Fault
from pipeline.private import make_folder
from pipeline.publish.paper import disk
from pipeline.publish.paper.planned import Missed
from pipeline.terms import fingerprint
from pipeline.text.mask import masked
from schemas.doctor import doctor_file
from schemas.limits import limits_file


def missed_attempts(batch: str, missed: Sequence[Missed], unsolved: Sequence[Attempt]) -> list[Attempt]:
    """How writing a batch's files (the desk's for "") ended: those on which the program failed now, and those it failed
    on before (`unsolved`) and has now written."""
    program, names = fingerprint.program(), {each.name for each in missed}
    ended = [
        Attempt("output", "", batch, name, "", "fault", program, [Fault(name, fingerprint.of(batch, name), trace)])
        for name, trace in missed
        if trace  # without one, the fault was recorded earlier
    ]
    before = [each for each in unsolved if each.kind == "output" and each.batch == batch]
    return ended + [each._replace(ended="", program=program, faults=[]) for each in before if each.path not in names]


def write_notes(outbox: Path, unsolved: Sequence[Attempt]) -> None:
    """Make the notes match the unsolved faults: write missing and changed ones, remove those of solved faults."""
    limits = limits_file().faults
    folder, template = outbox / limits.folder, doctor_file().faults.note
    if not unsolved and not folder.exists():
        return
    notes: dict[str, str] = {}
    for attempt in unsolved:
        for fault in attempt.faults:
            place = "/".join(filter(None, (attempt.batch or attempt.submission_id, fault.file or attempt.path)))
            name = Path(limits.note.format(name=fault.sha256[:16])).name
            told = {"place": masked(place), "sha256": fault.sha256, "program": attempt.program, "trace": fault.trace}
            notes[name] = template.format(version=PROGRAM, **told)
    with disk.sentences(folder):
        make_folder(folder)
        for stale in sorted({path.name for path in folder.iterdir()} - notes.keys()):
            (folder / stale).unlink()
        for name, text in notes.items():
            if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != text:
                disk.write_text((str(folder / name), text))
                disk.seal(folder / name)
