"""What arrives in the inbox: submission by submission, each once all of its files are whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path

from pipeline.receive.files import Entry, entries_in, submission_of
from pipeline.receive.system_files import system_file
from pipeline.watch.names import are_open, is_note, is_unfinished
from pipeline.watch.quiet import Quiet
from schemas.limits import limits_file


class Arrivals:
    """The inbox as it was last seen."""

    def __init__(self, inbox: Path) -> None:
        self._inbox, self._limits = inbox, limits_file().watch
        self._entries: dict[str, Entry] = {}
        self._quiet, self._seen = Quiet(), 0.0
        self._waits: dict[str, float] = {}  # of each file that is coming: seconds until its submission is whole

    def look(self, now: float, is_told: bool) -> bool:
        """Look through the inbox; whether anything in it is new. `is_told`: the system told of changes in it. Raises
        UserError where it cannot be opened."""
        self._entries = {entry.path: entry for entry in entries_in(self._inbox)}
        is_new = self._quiet.see({path: entry.mark for path, entry in self._entries.items()}, now, is_told)
        self._waits = self._all_waits(now)
        return is_new

    def soon(self) -> list[float]:
        """In how many seconds each of the files that are coming may be whole."""
        return [seconds for seconds in self._waits.values() if seconds]

    def whole(self) -> list[Entry]:
        """The files of all submissions that are whole, which nobody took yet. What computers leave behind comes with
        what people sent, and never alone."""
        whole = [path for path, seconds in self._waits.items() if not seconds]
        return [] if all(map(system_file, whole)) else [self._entries[path] for path in sorted(whole)]

    def all_whole(self) -> list[Entry]:
        """Everything in the inbox but what is still coming."""
        return [entry for path, entry in self._entries.items() if not self._waits.get(path)]

    def take(self, entries: Collection[Entry]) -> None:
        """These are dealt with, as they were then."""
        self._quiet.take({entry.path: entry.mark for entry in entries})
        for entry in entries:
            self._waits.pop(entry.path, None)

    def _all_waits(self, now: float) -> dict[str, float]:
        together, files = defaultdict[str, list[str]](list), self._quiet.coming()
        for path in files:
            together[submission_of(path)].append(path)
        opened = are_open(files, filter(is_note, files))
        waits = {path: self._wait(path, path in opened, now) for path in files}
        return {path: max(map(waits.__getitem__, paths)) for paths in together.values() for path in paths}

    def _wait(self, path: str, is_open: bool, now: float) -> float:
        """For how many seconds a file must still be unchanged."""
        limits = self._limits
        seconds = limits.folder_seconds if submission_of(path).endswith("/") else limits.quiet_seconds
        left = self._quiet.waits(path, now, seconds, limits.unheard_seconds)
        if left or not (is_open or is_note(path) or is_unfinished(path) or not _can_be_opened(self._entries[path])):
            return left
        return self._quiet.waits(path, now, limits.unfinished_seconds, 0)


def _can_be_opened(entry: Entry) -> bool:
    """Whether no other program keeps it for itself, as one that copies does on Windows."""
    if entry.skipped or entry.unreadable:
        return True
    try:
        with Path(entry.absolute).open("rb"):
            return True
    except OSError:
        return False


def names_of(entries: Sequence[Entry]) -> list[str]:
    """What arrived, as people call it: the folder of a submission, else the file."""
    return list(dict.fromkeys(entry.path.partition("/")[0] for entry in entries if not system_file(entry.path)))
