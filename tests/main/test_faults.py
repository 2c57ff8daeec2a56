"""What the machine does to a run: each fault ends in one clear sentence, harms nothing, and the next run completes."""

from __future__ import annotations

import errno
import multiprocessing
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from support_main import NOW, Office, person, state, workbook
from support_workers import Here

import pipeline.process
from pipeline.errors import UserError
from pipeline.receive.files import receive
from pipeline.register import Register
from schemas.unreadable import unreadable_file
from schemas.wording import wording_file

pytestmark = pytest.mark.slow  # whole runs, round after round

ROOT = Path(__file__).resolve().parents[2]
DISK = wording_file().disk.reasons
UNREAD = unreadable_file().inbox


@pytest.fixture
def office(base: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """One batch behind it, the next in its inbox; nothing is done in other processes."""
    monkeypatch.setattr(pipeline.process, "Workers", Here)
    return base.clone(tmp_path, outbox=True)


def command(office: Office) -> list[str]:
    """A run as the secretary starts it."""
    places = ["--inbox", office.inbox, "--outbox", office.outbox, "--register", office.register]
    more = ["--settings", office.settings, "--now", NOW.isoformat(), "--workers", "1"]
    return [sys.executable, "-m", "pipeline", "process", *map(str, (*places, *more))]


def in_a_child(work: Callable[[], Any]) -> str:
    """What the work says in a process of its own, where limits and rights may be taken away; "" for success."""
    ours, theirs = multiprocessing.get_context("fork").Pipe(duplex=False)

    def done() -> None:
        try:
            work()
            theirs.send("")
        except UserError as error:
            theirs.send(str(error))

    child = multiprocessing.get_context("fork").Process(target=done)
    child.start()
    child.join()
    assert child.exitcode == 0
    return str(ours.recv())


def limited(work: Callable[[], Any], size: int) -> None:
    """No file may grow beyond so many bytes: writing fails for real, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    work()


def refusing(monkeypatch: pytest.MonkeyPatch, name: str, target: str, code: int) -> None:
    """Path.`name` refuses where the path ends so, as Windows does while Excel has the file open."""
    original = getattr(Path, name)

    def refuse(self: Path, other: Path) -> Path:
        if str(other).endswith(target):
            raise OSError(code, os.strerror(code), str(other))
        return original(self, other)

    monkeypatch.setattr(Path, name, refuse)


@pytest.mark.slow
def test_no_room_for_what_is_published(office: Office, undisturbed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    record = Register.record

    def record_then_full(self: Register, run: Any) -> str | None:
        batch = record(self, run)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
        return batch

    with monkeypatch.context() as full:
        full.setattr(Register, "record", record_then_full)
        said = in_a_child(office.run)
    assert DISK["EFBIG"] in said
    assert not [path for path in office.outbox.rglob(".*") if path.name != ".desk.json"]
    office.run()
    assert state(office) == undisturbed


def test_no_room_for_the_register(office: Office, undisturbed: Any) -> None:
    before = state(office)
    said = in_a_child(lambda: limited(office.run, office.database.stat().st_size))
    assert said.startswith(f"登记库“{office.database}”")
    assert state(office) == before
    office.run()
    assert state(office) == undisturbed


HELD = [
    ("rename", "20250506-02", errno.EACCES),
    ("replace", "台账.xlsx", errno.EACCES),
    ("replace", "台账.xlsx", errno.ENOSPC),
    ("replace", "index.html", errno.EROFS),
]


@pytest.mark.parametrize(("name", "target", "code"), HELD)
def test_an_outbox_file_that_is_held_open(
    name: str, target: str, code: int, office: Office, undisturbed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as held:
        refusing(held, name, target, code)
        with pytest.raises(UserError, match=DISK[errno.errorcode[code]]):
            office.run()
    assert not list(office.outbox.rglob(".*.partial"))
    office.run()
    assert state(office) == undisturbed


MOUNTS = {"full": ("size=24k", "ENOSPC"), "read-only": ("ro", "EROFS")}


def mounted(office: Office, options: str) -> subprocess.CompletedProcess[str]:
    """A run whose outbox is a small disk of its own (Linux lets us mount one in a namespace of its own)."""
    mount = f'mount -t tmpfs -o {options} tmpfs "$0" && exec "$@"'
    words = ["unshare", "-rm", "sh", "-c", mount, str(office.outbox), *command(office)]
    return subprocess.run(words, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.slow
@pytest.mark.parametrize("disk", MOUNTS)
def test_a_real_disk_that_takes_nothing_more(disk: str, office: Office, undisturbed: Any) -> None:
    options, reason = MOUNTS[disk]
    if not shutil.which("unshare") or subprocess.run(["unshare", "-rm", "true"], check=False).returncode:
        pytest.skip("no right to mount a disk here")
    done = mounted(office, options)
    assert (done.returncode, done.stdout) == (1, "")
    assert DISK[reason] in done.stderr
    office.run()
    assert state(office) == undisturbed


@pytest.mark.slow
def test_another_run_holds_the_register(office: Office, undisturbed: Any) -> None:
    with Register.open(office.register) as register, register.alone():
        done = subprocess.run(command(office), cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert f"正由另一次运行使用（进程 {os.getpid()}，" in done.stderr
    office.run()
    assert state(office) == undisturbed


@pytest.mark.slow
def test_two_runs_at_once(office: Office, undisturbed: Any) -> None:
    runs = [
        subprocess.Popen(command(office), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8")
        for _ in range(2)
    ]
    said = [run.communicate()[1] for run in runs]
    results = sorted(zip((run.returncode for run in runs), said, strict=True))
    assert results[0] == (0, "")
    waited = re.compile(
        r"$|登记库“.*”正(由另一次运行使用|被别的程序占用)"
    )  # says who runs, where waiting took too long
    assert waited.match(results[1][1])
    assert state(office) == undisturbed


def during_reading(monkeypatch: pytest.MonkeyPatch, happen: Callable[[], Any]) -> None:
    """Let something happen when the inbox has been listed and nothing is recorded yet."""

    class Happening(Here):
        def examine_all(self, jobs: Any, advance: Any) -> Any:
            happen()
            return super().examine_all(jobs, advance)

    monkeypatch.setattr(pipeline.process, "Workers", Happening)


@pytest.mark.slow
@pytest.mark.parametrize("all_of_it", [False, True])
def test_a_register_whose_drive_vanishes(
    all_of_it: bool, office: Office, undisturbed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(office)
    drive = office.database.parent / "drive"
    drive.mkdir()
    office.database = office.database.rename(drive / "register.db")
    gone = drive if all_of_it else office.database
    with monkeypatch.context() as broken:
        during_reading(broken, lambda: gone.rename(gone.with_name("elsewhere")))
        with pytest.raises(UserError, match=r"登记库“.*”"):
            office.run()
    gone.with_name("elsewhere").rename(gone)
    assert state(office) == before
    office.run()
    assert state(office) == undisturbed


FILE = "2025-04-21 丁/附件3.xlsx"
CHANGES: dict[str, Callable[[Path], Any]] = {
    "vanishes": lambda path: path.rename(path.with_name("附件3.xlsx.part")),
    "is still being copied": lambda path: path.write_bytes(path.read_bytes()[:3000]),
    "becomes another": lambda path: path.write_bytes(workbook("别家工程有限公司", person("别人", "19911119999"))),
}


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_changes_when_it_has_been_judged(
    change: str, office: Office, undisturbed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, file = state(office), office.inbox / FILE
    kept, record = file.read_bytes(), Register.record

    def too_late(self: Register, run: Any) -> str | None:
        CHANGES[change](file)
        return record(self, run)

    with monkeypatch.context() as broken:
        broken.setattr(Register, "record", too_late)
        with pytest.raises(UserError, match=f"运行期间文件“{FILE}”变了或读不到了"):
            office.run()
    assert state(office) == before
    file.with_name("附件3.xlsx.part").unlink(missing_ok=True)
    file.write_bytes(kept)
    office.run()
    assert state(office) == undisturbed


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_changes_while_it_is_read_stops_nothing(
    change: str, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = office.inbox / FILE
    kept = file.read_bytes()
    with monkeypatch.context() as broken:
        during_reading(broken, lambda: CHANGES[change](file))
        assert office.run().batch == "20250506-02"
    [left] = [row for row in office.export("documents") if row["file"] == FILE]
    reason = UNREAD["ENOENT" if change == "vanishes" else "changed"]
    assert (left["outcome"], left["sha256"], left["message"]) == ("unreadable", "", reason)
    assert sorted(row["name"] for row in office.people()) == ["孙二", "李三", "钱一", "钱一"]
    file.with_name("附件3.xlsx.part").unlink(missing_ok=True)
    file.write_bytes(kept)
    assert office.run().batch == "20250506-03"
    assert "周四" in {row["name"] for row in office.people()}
    with Register.open(office.register) as register:
        assert register.complaints() == []


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that somebody without rights can reach."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_a_file_that_may_not_be_read(public: Path) -> None:
    file = public / "甲" / "附件3.xlsx"
    file.parent.mkdir()
    file.parent.chmod(0o755)  # whatever the umask is
    file.write_bytes(b"PK")
    file.chmod(0)

    def read_without_rights() -> None:
        if os.getuid() == 0:
            os.setuid(65_534)
        raise UserError(",".join(file.unreadable for file in receive(public).files))

    assert in_a_child(read_without_rights) == "EACCES"


@pytest.mark.slow
def test_a_clock_that_was_set_back(office: Office) -> None:
    """Batches go on in their order under the day of the last one, and the run says so."""
    report = office.run(now=NOW - timedelta(days=3))
    assert report.batch == "20250506-02"
    office.receive({"2025-04-30 戊/附件3.xlsx": workbook("戊工程有限公司", person("吴五", "19911112005"))})
    assert office.run(now=NOW + timedelta(days=1)).batch == "20250507-01"
    office.receive({"2025-05-01 己/附件3.xlsx": workbook("己工程有限公司", person("郑六", "19911112006"))})
    done = subprocess.run(command(office), cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert "批次接着上一批编号为 20250507-02" in done.stdout.replace("\n", "")
    with Register.open(office.register) as register:
        batches = register.desk(NOW).batches["batch"]
    assert batches == ["20250506-01", "20250506-02", "20250507-01", "20250507-02"] == sorted(batches)
