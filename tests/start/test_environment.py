"""The environment: made, mended and brought up to date by pipeline/start, whatever was cut short before."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.start import environment
from schemas import ROOT

WORDS = tomllib.loads((ROOT / "start.toml").read_text("utf-8"))
LOCK = "one==1 \\\n    --hash=sha256:0\ntwo[more]==2 ; python_version >= '3' \\\n    --hash=sha256:0\n"
FETCHED = ["Collecting one==1 (from -r requirements.lock)\n", "Requirement already satisfied: two==2 in x\n"]
CHANGING = ["Installing collected packages: one\n"]
REFUSED = ["ERROR: No matching distribution found for one==1\n"]
FIRST = f"{WORDS['first']}\n{WORDS['installing']}\n{WORDS['ready']}\n"


class Computer:
    """Runs nothing: keeps what would be run, and makes of it what venv would make."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self._capsys = root, capsys
        self.ran: list[str] = []
        self.says, self.ends, self.interrupted = FETCHED + CHANGING, 0, False
        self.venv_fails = b""
        fake = SimpleNamespace(run=self._run, Popen=self._popen, PIPE=-1, STDOUT=-2)
        monkeypatch.setattr(environment, "subprocess", fake)
        self.lock()

    def lock(self, text: str = LOCK, name: str = "requirements.lock") -> None:
        (self.root / name).write_text(text, encoding="utf-8")

    def start(self, *words: str) -> tuple[int, list[str], str]:
        """Exit code, what was run, what was said."""
        self.ran = []
        code = environment.main(words, str(self.root), WORDS)
        return code, self.ran, self._capsys.readouterr().err

    def stamp(self, name: str = "run.stamp") -> str | None:
        file = self.root / ".venv" / name
        return file.read_text() if file.exists() else None

    def _run(self, command: Sequence[str], **_: Any) -> Any:
        self.ran.append(" ".join(command[1:4]))
        if "venv" in command and not self.venv_fails:
            folder = Path(command[-1])
            for stamp in folder.glob("*.stamp"):
                stamp.unlink()
            (folder / "bin").mkdir(parents=True, exist_ok=True)
            (folder / "bin" / "python").touch()
            (folder / "pyvenv.cfg").write_text(f"home = x\nexecutable = {sys.executable}\n")
        return SimpleNamespace(
            returncode=1 if self.venv_fails and "venv" in command else 0, stdout=self.venv_fails, stderr=b""
        )

    def _popen(self, command: Sequence[str], **_: Any) -> Any:
        self.ran.append(" ".join(word for word in command[1:] if not word.startswith("--")))
        if "pip" not in command:
            return _Running([], 3)
        return _Running([line.encode() for line in self.says], self.ends, self.interrupted)


class _Running:
    def __init__(self, lines: list[bytes], ends: int, interrupted: bool = False) -> None:
        self._lines, self.returncode, self._interrupted = lines, ends, interrupted

    @property
    def stdout(self) -> Iterator[bytes]:
        yield from self._lines
        if self._interrupted:
            raise KeyboardInterrupt

    def wait(self) -> int:
        return self.returncode

    def __enter__(self) -> _Running:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Computer:
    return Computer(tmp_path.resolve(), monkeypatch, capsys)


def digest(text: str = LOCK) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def install(computer: Computer, lock: str = "requirements.lock") -> str:
    return f"-m pip install off -r {computer.root / lock}"


VENV, COMPILE = "-m venv --clear", "-m compileall -q"


def test_the_first_time_everything_is_made_and_then_the_command_runs(computer: Computer) -> None:
    ran = [VENV, install(computer), COMPILE, "-m pipeline process --retry"]
    assert computer.start("process", "--retry") == (3, [*ran[:3], "-m pipeline process"], FIRST)
    assert computer.stamp() == digest()


def test_the_next_time_nothing_is_made_and_nothing_said(computer: Computer) -> None:
    computer.start()
    stamp = computer.root / ".venv/run.stamp"
    os.utime(stamp, (0, 0))
    assert computer.start("menu") == (3, ["-m pipeline menu"], "")
    assert stamp.stat().st_mtime > 0  # make goes by times


def test_a_lock_that_changed_is_installed_in_place(computer: Computer) -> None:
    computer.start()
    computer.lock(LOCK + "three==3\n")
    said = f"{WORDS['changed']}\n{WORDS['installing']}\n{WORDS['ready']}\n"
    assert computer.start() == (0, [install(computer), COMPILE], said)
    assert computer.stamp() == digest(LOCK + "three==3\n")


def test_the_stamp_of_an_older_program_is_no_proof(computer: Computer) -> None:
    computer.start()
    (computer.root / ".venv/run.stamp").write_text("")
    assert computer.start()[1] == [install(computer), COMPILE]
    assert computer.stamp() == digest()


def failed(computer: Computer, reason: str) -> str:
    return WORDS["failed"].format(reason=WORDS[reason], log=computer.root / ".venv/install.log") + "\n"


def test_what_failed_half_way_is_made_anew_the_next_time(computer: Computer) -> None:
    computer.says, computer.ends = FETCHED + CHANGING + ["OSError: [Errno 28] No space left on device\n"], 1
    said = f"{WORDS['first']}\n{WORDS['installing']}\n" + failed(computer, "disk")
    assert computer.start("process") == (2, [VENV, install(computer)], said)
    assert computer.stamp() is None
    assert (computer.root / ".venv/install.log").read_text() == "".join(computer.says)
    computer.says, computer.ends = FETCHED + CHANGING, 0
    said = f"{WORDS['anew']}\n{WORDS['installing']}\n{WORDS['ready']}\n"
    assert computer.start() == (0, [VENV, install(computer), COMPILE], said)


def test_what_was_killed_half_way_is_made_anew_the_next_time(computer: Computer) -> None:
    computer.start()
    computer.lock(LOCK + "three==3\n")
    computer.interrupted = True
    assert computer.start()[::2] == (2, f"{WORDS['changed']}\n{WORDS['installing']}\n{WORDS['stopped']}\n")
    assert computer.stamp() is None
    computer.interrupted = False
    assert computer.start()[1] == [VENV, install(computer), COMPILE]


def test_without_a_network_what_was_installed_stays_and_is_told_as_it_is(computer: Computer) -> None:
    computer.start()
    computer.lock(LOCK + "three==3\n")
    computer.says, computer.ends = FETCHED + REFUSED, 1
    for _ in range(2):
        said = f"{WORDS['changed']}\n" + failed(computer, "network")
        assert computer.start("process") == (2, [install(computer)], said)
        assert computer.stamp() == digest()


def test_an_environment_that_was_moved_is_made_anew(computer: Computer) -> None:
    computer.start()
    (computer.root / ".venv/pyvenv.cfg").write_text("executable = /another/computer/python\n")
    assert computer.start()[1] == [VENV, install(computer), COMPILE]


def test_for_testing_more_is_installed(computer: Computer) -> None:
    computer.lock(name="requirements-dev.lock")
    said = f"{FIRST}{WORDS['testing']}\n{WORDS['installing']}\n{WORDS['ready']}\n"
    ran = [VENV, install(computer), COMPILE, install(computer, "requirements-dev.lock")]
    assert computer.start("--dev") == (0, ran, said)
    assert computer.stamp("dev.stamp") == digest()
    assert computer.start("--dev") == (0, [], "")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("WARNING: Retrying after connection broken by NewConnectionError: Failed to resolve", "network"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "altered"),
        ("ERROR: Could not install packages due to an OSError: [WinError 5] Access is denied", "permission"),
        ("PermissionError: [Errno 13] Permission denied: 'x'", "permission"),
        ("/usr/bin/python3: No module named pip", "venv"),
        ("Segmentation fault", "unknown"),
    ],
)
def test_why_it_failed_is_told_in_words(computer: Computer, said: str, reason: str) -> None:
    computer.says, computer.ends = [f"{said}\n"], 1
    assert computer.start()[2] == f"{WORDS['first']}\n" + failed(computer, reason)


def test_a_python_that_makes_no_environments(computer: Computer) -> None:
    computer.venv_fails = b"The virtual environment was not created because ensurepip is not available."
    assert computer.start("process") == (2, [VENV], f"{WORDS['first']}\n" + failed(computer, "venv"))


def test_where_nothing_can_be_written_that_is_told(computer: Computer) -> None:
    (computer.root / ".venv").write_text("a file in its place")
    said = f"[Errno 20] Not a directory: '{computer.root}/.venv/run.stamp'"
    sentence = WORDS["unwritten"].format(reason=WORDS["unknown"], said=said)
    assert computer.start("process") == (2, [], f"{sentence}\n")


def wheel(folder: Path, name: str) -> str:
    """A package of one module; its line in a lock."""
    data, info = io.BytesIO(), f"{name}-1.dist-info"
    parts = {
        f"{name}.py": "",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    with zipfile.ZipFile(data, "w") as package:
        record = ""
        for path, text in parts.items():
            package.writestr(path, text)
            told = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
            record += f"{path},sha256={told},{len(text)}\n"
        package.writestr(f"{info}/RECORD", f"{record}{info}/RECORD,,\n")
    (folder / f"{name}-1-py3-none-any.whl").write_bytes(data.getvalue())
    return f"{name}==1 --hash=sha256:{hashlib.sha256(data.getvalue()).hexdigest()}\n"


@pytest.mark.slow
def test_a_real_environment(tmp_path: Path) -> None:
    """Made, refused, brought up to date, and made anew after it was cut short; with pip itself, without a network."""
    for name in ("pipeline/start", "schemas"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("pipeline/__init__.py", "schemas/start.toml"):
        (tmp_path / name).write_bytes((ROOT.parent / name).read_bytes())
    for file in (ROOT.parent / "pipeline/start").glob("*.py"):
        (tmp_path / "pipeline/start" / file.name).write_bytes(file.read_bytes())
    (tmp_path / "pipeline/__main__.py").write_text("import sys, oneish\nprint(sys.argv[1:])\n")
    lock, stamp = tmp_path / "requirements.lock", tmp_path / ".venv/run.stamp"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    alone = kept | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "PIP_CONFIG_FILE": os.devnull}

    def start(*words: str) -> tuple[int, str, str]:
        command = [sys.executable, str(tmp_path / "pipeline/start"), *words]
        done = subprocess.run(command, cwd=tmp_path, env=alone, capture_output=True, encoding="utf-8", check=False)
        return done.returncode, done.stdout, done.stderr

    lock.write_text(first := wheel(tmp_path, "oneish"))
    assert start("a", "b") == (0, "['a', 'b']\n", FIRST)
    assert stamp.read_text() == digest(first)
    lock.write_text(first + "twoish==1 --hash=sha256:00\n")
    code, out, said = start("a")
    assert (code, out) == (2, "")
    assert said.startswith(f"{WORDS['changed']}\n" + WORDS["failed"].partition("{")[0] + WORDS["network"])
    assert stamp.read_text() == digest(first)
    lock.write_text(both := first + wheel(tmp_path, "twoish"))
    stamp.unlink()
    assert start()[::2] == (0, f"{WORDS['anew']}\n{WORDS['installing']}\n{WORDS['ready']}\n")
    assert stamp.read_text() == digest(both)
    assert start("c") == (0, "['c']\n", "")
