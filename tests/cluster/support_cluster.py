"""Scheduler and workers over TCP, and examiners that do to their worker what may happen to a machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from support_serving import LIMITS, OTHER

from pipeline.commands.cluster_demo import free_port
from pipeline.engine.cluster.address import Address
from pipeline.engine.cluster.parcels import Examiner
from pipeline.engine.dask_engine import DaskEngine
from pipeline.examine.document import Job
from pipeline.model.documents import Examination, Examined, Outcome
from schemas.cluster import ClusterLimits
from schemas.limits import WorkerLimits, limits_file

ROOT, HERE = Path(__file__).parents[2], Path(__file__).parent
OF_FILES = limits_file().worker._replace(cpu_seconds=1, files=4)
"""Small chunks, and files that are given up soon."""


class Machines:
    """A scheduler on this machine, and the workers that join it."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.place = f"127.0.0.1:{free_port()}"
        self.workers: list[subprocess.Popen[bytes]] = []
        self._environment = environment
        self.scheduler = self._begin("scheduler")

    def join(self, count: int = 1, **environment: str) -> None:
        for _ in range(count):
            self.workers.append(self._begin("worker", **environment))

    def join_foreign(self) -> None:
        """A worker of plain Dask."""
        self.workers.append(self._begin("foreign"))

    def leave(self) -> None:
        """The worker that joined last."""
        _end(self.workers.pop())

    def end(self) -> None:
        while self.workers:
            self.leave()
        _end(self.scheduler)

    def address(self, files: str = "") -> Address:
        return Address(self.place, files)

    def _begin(self, role: str, **environment: str) -> subprocess.Popen[bytes]:
        paths = os.pathsep.join(map(str, (ROOT, HERE, HERE.parent)))
        own = os.environ | {"PYTHONPATH": paths} | self._environment | environment
        command = [sys.executable, str(HERE / "support_serving.py"), role, self.place]
        if role == "foreign":
            command = [sys.executable, "-m", "distributed.cli.dask_worker", self.place, "--nthreads", "1"]
        return subprocess.Popen(command, env=own, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def unlike(version: str) -> dict[str, str]:
    """The environment of a worker that has another pandas."""
    return {OTHER: version}


@contextmanager
def machines(workers: int, **environment: str) -> Iterator[Machines]:
    made = Machines(environment)
    made.join(workers)
    try:
        yield made
    finally:
        made.end()


def engine(
    address: Address,
    examiner: Examiner | None = None,
    limits: ClusterLimits = LIMITS,
    of_files: WorkerLimits = OF_FILES,
) -> DaskEngine:
    return DaskEngine(address, (), examiner, (limits, of_files))


def jobs(folder: Path, names: Sequence[str]) -> list[Job]:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_bytes(name.encode())
    return [(name, str(folder / name), ()) for name in names]


def good(job: Job) -> Examination:
    return Examination([], [Examined(job[0], "", 0, "xlsx", Outcome.PROCESSED, None, None)])


def harming(harm: Callable[[], object], mark: Path, times: int) -> Examiner:
    """Harm the worker at the file named harm, so often; `mark` keeps count."""
    return partial(_harming, harm, mark, times)


def _harming(harm: Callable[[], object], mark: Path, times: int, job: Job) -> Examination:
    if "harm" in job[0]:
        with mark.open("a") as count:
            count.write("|")
        if mark.stat().st_size <= times:
            harm()
    return good(job)


def kill_worker() -> None:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)


def stop_worker() -> None:
    os.kill(os.getppid(), signal.SIGSTOP)
    time.sleep(60)


def hang() -> None:
    time.sleep(60)


def wait_for_another(mark: Path) -> None:
    """Until somebody else has the file too."""
    while mark.stat().st_size < 2:
        time.sleep(0.05)


def tell_process(mark: Path, job: Job) -> Examination:
    """Write down which process examines."""
    mark.write_text(str(os.getpid()))
    return good(job)


def certificate(folder: Path) -> Path:
    """A certificate with its key, signed by itself."""
    day, key = datetime(2025, 1, 1, tzinfo=UTC), ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "gongjian")])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), day, day.replace(2099))
    signed = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, SHA256())
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (file := folder / "tls.pem").write_bytes(pem + signed.public_bytes(Encoding.PEM))
    return file


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]


def _end(program: subprocess.Popen[bytes]) -> None:
    program.terminate()
    try:
        program.wait(20)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()
