"""Notes for the maintainers about faults of the program, in the outbox: one for each document, open row or outgoing
file at which it failed and has not yet succeeded. They hold tracebacks, and no data.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline import PROGRAM
from pipeline.model.documents import Attempt, Fault
from pipeline.publish.outbox import deliver
from pipeline.terms import fingerprint
from pipeline.text.mask import masked
from schemas.doctor import doctor_file
from schemas.limits import limits_file


def missed_attempts(batch: str, missed: Sequence[deliver.Missed], unsolved: Sequence[Attempt]) -> list[Attempt]:
    """How writing the files of a batch (of the desk for "") ended: where the program failed now, and what it had failed
    at before (`unsolved`) and has written now."""
    program, names = fingerprint.program(), {each.name for each in missed}
    ended = [
        Attempt("output", "", batch, name, "", "fault", program, [Fault(name, fingerprint.of(batch, name), trace)])
        for name, trace in missed
        if trace  # else it was written down when it happened
    ]
    before = [each for each in unsolved if each.kind == "output" and each.batch == batch]
    return ended + [each._replace(ended="", program=program, faults=[]) for each in before if each.path not in names]


def write_notes(outbox: Path, unsolved: Sequence[Attempt]) -> None:
    """Make the notes those of the unsolved faults: written where missing or otherwise, removed where solved."""
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
    with deliver.sentences(folder):
        deliver.make_folder(folder)
        for stale in sorted({path.name for path in folder.iterdir()} - notes.keys()):
            (folder / stale).unlink()
        for name, text in notes.items():
            if not (folder / name).exists() or (folder / name).read_text(encoding="utf-8") != text:
                deliver.write_text((str(folder / name), text))
                deliver.seal(folder / name)
