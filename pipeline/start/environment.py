"""The environment `.venv`: made, mended, brought up to date, and the command run in it.

A stamp says what is installed, as the digest of its lock: it is taken away before anything is changed and written last,
so that what was cut short is never taken for whole. Only what comes with Python is used here.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

FAILED = 2

_PINNED = re.compile(r"^[\w.-]+(?:\[[\w,.-]+\])?(?:==| @ )", re.MULTILINE)
_FETCHED = re.compile(r"(?:Collecting|Processing|Requirement already satisfied:) ")
_CHANGING = "Installing collected packages"
_REASONS = {
    "disk": r"No space left|Errno 28\b|WinError 112\b",
    "permission": r"Permission denied|Access is denied|Read-only file system|WinError (?:5|32)\b",
    "altered": "DO NOT MATCH THE HASHES",
    "venv": r"ensurepip|No module named '?(?:venv|pip)\b",
    "network": "Connection|timed? ?out|resolve|Proxy|SSL|HTTP error|Network is|No matching distribution",
}
"""By which words of Python and pip the reasons of schemas/start.toml are known; the first that fits is told."""


class NotReadyError(Exception):
    """The environment could not be made ready: the sentence for the person at the desk, and whether anything of what
    was installed before was changed."""

    def __init__(self, sentence: str, changed: bool) -> None:
        super().__init__(sentence)
        self.changed = changed


class Part(NamedTuple):
    """What is installed together: the stamp in the environment, and the lock. The environment is made for the first."""

    stamp: str
    lock: str


RUNNING, TESTING = Part("run.stamp", "requirements.lock"), Part("dev.stamp", "requirements-dev.lock")


def main(arguments: Sequence[str], root: str, words: Mapping[str, str]) -> int:
    """Make everything ready, with `--dev` for testing too, and run the command, if there is one; its exit code."""
    for_testing = list(arguments[:1]) == ["--dev"]
    command = arguments[1:] if for_testing else arguments
    environment = Environment(Path(root).resolve(), words)
    try:
        for part in (RUNNING, TESTING) if for_testing else (RUNNING,):
            environment.prepare(part)
    except NotReadyError as error:
        _say(str(error))
        return FAILED
    except KeyboardInterrupt:
        _say(words["stopped"])
        return FAILED
    return environment.run(command) if command else 0


class Environment:
    """The environment of the program that lies at `root`; what it says is in `words`."""

    def __init__(self, root: Path, words: Mapping[str, str]) -> None:
        self._root, self._words = root, words
        self._folder = root / ".venv"
        self._log = self._folder / "install.log"
        self._python = self._folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    def prepare(self, part: Part) -> None:
        """Install what the lock of this part says, unless the stamp says that it is. Raises NotReadyError."""
        stamp, lock = self._folder / part.stamp, self._root / part.lock
        wanted, installed = sha256(lock.read_bytes()).hexdigest(), _text(stamp)
        whole = installed is not None and self._is_usable()
        try:
            if whole and installed == wanted:
                stamp.touch()  # make goes by times
                return
            stamp.unlink(missing_ok=True)
            try:
                self._install(part, lock, whole)
            except NotReadyError as error:
                if whole and not error.changed:
                    stamp.write_text(str(installed), encoding="ascii")
                raise
            stamp.write_text(wanted, encoding="ascii")
        except OSError as error:
            raise self._not_ready(str(error), changed=True) from error

    def run(self, command: Sequence[str]) -> int:
        """Run a command of the program; gives its exit code."""
        return run_program(str(self._python), command, self._root)

    def _is_usable(self) -> bool:
        """Whether the Python of which the environment was made is still where it was: not after a move or an update."""
        made_of = re.search(r"^executable *= *(.+?) *$", _text(self._folder / "pyvenv.cfg") or "", re.MULTILINE)
        return self._python.exists() and made_of is not None and Path(made_of[1]).exists()

    def _install(self, part: Part, lock: Path, whole: bool) -> None:
        if part is TESTING:
            _say(self._words["testing"])
        elif whole:
            _say(self._words["changed"])
        else:
            _say(self._words["anew" if self._python.exists() else "first"])
            self._make()
        self._fetch(lock)
        if part is RUNNING:  # what was compiled once starts at once the next time
            self._ask([str(self._python), "-m", "compileall", "-q", "pipeline", "schemas"])
        _say(self._words["ready"])

    def _make(self) -> None:
        code, said = self._ask([sys.executable, "-m", "venv", "--clear", str(self._folder)])
        if code:
            raise self._not_ready(said, changed=True)

    def _ask(self, command: Sequence[str]) -> tuple[int, str]:
        """Exit code, and all that was said."""
        done = subprocess.run(command, cwd=self._root, capture_output=True, check=False)
        return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")

    def _fetch(self, lock: Path) -> None:
        """Let pip install the lock. Its own words go into the log; here it is said how far it is."""
        options = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--require-hashes"]
        command = [str(self._python), "-m", "pip", "install", *options, "-r", str(lock)]
        environment = os.environ | {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
        count, fetched, said = len(_PINNED.findall(lock.read_text(encoding="utf-8"))), 0, ""
        with subprocess.Popen(
            command, cwd=self._root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as pip:
            for line in pip.stdout or ():
                said += (text := line.decode("utf-8", "replace"))
                if _FETCHED.match(text):
                    fetched += 1
                    _say(self._words["fetching"].format(number=min(fetched, count), count=count), passing=True)
                elif text.startswith(_CHANGING):
                    _say(self._words["installing"])
        self._log.write_text(said, encoding="utf-8")
        if pip.returncode:
            raise self._not_ready(said, changed=_CHANGING in said)

    def _not_ready(self, said: str, changed: bool) -> NotReadyError:
        """The sentence that says why, as far as that can be told, and where all that was said is kept."""
        found = (reason for reason, words in _REASONS.items() if re.search(words, said))
        reason = self._words[next(found, "unknown")]
        try:
            self._folder.mkdir(exist_ok=True)
            self._log.write_text(said, encoding="utf-8")
        except OSError:
            return NotReadyError(self._words["unwritten"].format(reason=reason, said=said.strip()), changed)
        return NotReadyError(self._words["failed"].format(reason=reason, log=self._log), changed)


def run_program(python: str, command: Sequence[str], folder: Path) -> int:
    """A command as typed in that folder, in a process of its own; gives its exit code."""
    started, environment = [python, "-m", "pipeline", *command], os.environ | {"PYTHONUTF8": "1"}
    with subprocess.Popen(started, cwd=folder, env=environment) as running:
        while True:
            try:
                return running.wait()
            except KeyboardInterrupt:  # which it heard, too: what there is to say, it says
                continue


def outside(missing: ModuleNotFoundError) -> str:
    """What is said to whoever runs the program with another Python; a module of ours that is missing is our bug."""
    package = str(missing.name).partition(".")[0]
    if package in ("pipeline", "schemas"):
        raise missing
    words = Path(__file__).parents[2] / "schemas" / "start.toml"
    sentence: str = tomllib.loads(words.read_text(encoding="utf-8"))["outside"]
    return sentence.format(package=package)


def _text(file: Path) -> str | None:
    """What stands in a file; None where there is none."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None


def _say(sentence: str, passing: bool = False) -> None:
    """Say a sentence on the error stream; one that is `passing` is written over by the next, and only on a terminal."""
    if not passing:
        sys.stderr.write(f"{sentence}\n")
    elif sys.stderr.isatty():
        sys.stderr.write(f"{sentence}\r")
    sys.stderr.flush()
