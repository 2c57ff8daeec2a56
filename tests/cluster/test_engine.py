"""What `--engine` takes, and that nothing of Dask is loaded by those who do not ask for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from support_console import Console

from pipeline.engine.cluster import alike, set_up
from pipeline.engine.cluster.address import Address, address_in
from pipeline.engine.cluster.parcels import File, House, Parcel, Reading
from pipeline.engine.dask_engine import _put
from pipeline.terms import fingerprint
from schemas.limits import limits_file


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("local", None),
        ("dask://10.0.0.1:8786", Address("10.0.0.1:8786")),
        ("dask://[fd00::1]:8786", Address("[fd00::1]:8786")),
        ("dask://node:1?files=/mnt/收件/", Address("node:1", "/mnt/收件")),
        ("dask://node:65535?files=s3://bucket/inbox?a=b", Address("node:65535", "s3://bucket/inbox?a=b")),
    ],
)
def test_an_engine_is_this_machine_or_an_address(text: str, address: Address | None) -> None:
    assert address_in(text) == address


@pytest.mark.parametrize(
    "text",
    [
        *("", "Local", "ray://a:1", "dask://", "dask://a", "dask://a:", "dask://a:0", "dask://a:65536", "dask://:8786"),
        *("dask://a:1/x", "dask://a:1?files=", "dask://a:1?other=b", "dask://a b:1", "dask://u@a:1:2", "tcp://a:1"),
    ],
)
def test_anything_else_is_refused(
    text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, said = Console(monkeypatch, capsys)("process", "--engine", text)
    assert (code, out) == (2, "")
    assert said == f"--engine 后面写 local（只用本机），或写 dask://主机:端口（用集群），不能写“{text}”。\n"


@pytest.mark.parametrize("words", [("scheduler", "--listen", "8786"), ("worker", "dask://a:1")])
def test_an_address_of_the_scheduler_is_host_and_port(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, said = Console(monkeypatch, capsys)("cluster", *words)
    assert (code, said) == (2, f"调度程序的地址写成“主机:端口”，不能写“{words[-1]}”。\n")


def test_without_the_extra_the_command_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inbox").mkdir()
    monkeypatch.setattr(set_up, "find_spec", lambda _: None)
    code, _, said = Console(monkeypatch, capsys)("process", "--engine", "dask://127.0.0.1:1")
    assert code == 1
    assert said.startswith(
        "这台电脑上没有装集群所需的 distributed 和 fsspec。请先运行 .venv/bin/python -m pip install "
    )


LOADED = """
import sys
from pipeline.commands.main import main
sys.argv = ["pipeline", "process"]
try:
    main()
except SystemExit as left:
    assert not left.code, left.code
named = ("dask", "distributed", "fsspec", "tornado", "pipeline.engine.dask_engine", "pipeline.engine.cluster.parcels")
print([name for name in named if name in sys.modules])
"""


def test_nothing_of_a_cluster_is_loaded_unless_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    code = f"import sys\nsys.path[:0] = [{str(Path(__file__).parents[2])!r}]\n{LOADED}"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout.splitlines()[-1:]) == (0, ["[]"]), done.stderr


def test_what_differs_is_told_by_name() -> None:
    ours = dict(alike.ours())
    assert {"program", "papers", "python", "pandas", "pandera", "python-calamine", "xlsxwriter"} <= ours.keys()
    assert all(ours[name] for name in ("program", "papers", "python", "pandas", "pandera", "xlsxwriter", "jinja2"))
    assert alike.differing(ours, ours) == []
    assert alike.differing(ours, {**ours, "pandas": "0.1", "python": "3.10", "more": "1"}) == [
        "python",
        "pandas",
        "more",
    ]


def test_a_parcel_shows_nothing_of_what_it_holds() -> None:
    house = House({}, _examined, limits_file().worker)  # type: ignore[arg-type]
    file = File("张三.xlsx", "", 3, ("密码",), b"PK1")
    parcel = Parcel(Reading(house, "", (file,)))
    assert repr(parcel) == f"Parcel({len(parcel.order)} bytes)"
    assert parcel.opened() == Reading(house, "", (file,))


def _examined(job: object) -> object:
    return job


def test_files_written_elsewhere_stay_below_their_folder(tmp_path: Path) -> None:
    _put(tmp_path / "a", {"学会/b.xlsx": b"1"})
    assert (tmp_path / "a" / "学会" / "b.xlsx").read_bytes() == b"1"
    for name in ("../b.xlsx", "/b.xlsx", "学会/../../b.xlsx"):
        with pytest.raises(ValueError, match=r"b\.xlsx"):
            _put(tmp_path / "a", {name: b"1"})
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_certificates_of_dask_s_own_configuration_encrypt(tmp_path: Path) -> None:
    import dask
    import distributed  # noqa: F401 - whose defaults stand behind

    with dask.config.set({"distributed.comm.tls.ca-file": None}):
        assert (set_up.scheme(), set_up.security()) == ("tcp", None)
    with dask.config.set({"distributed.comm.tls.ca-file": str(tmp_path / "ca.pem")}):
        assert set_up.scheme() == "tls"
        security = set_up.security()
    assert security is not None
    assert (security.require_encryption, security.tls_ca_file) == (True, str(tmp_path / "ca.pem"))


def test_what_a_machine_compiles_of_its_templates_is_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "templates" / "__pycache__").mkdir(parents=True)
    (page := tmp_path / "templates" / "page.html").write_text("<p>")
    monkeypatch.setattr(fingerprint, "TEMPLATES", tmp_path / "templates")
    papers = fingerprint.papers.__wrapped__
    before = papers()
    (tmp_path / "templates" / "__pycache__" / "page.bin").write_bytes(b"compiled")
    assert papers() == before
    page.write_text("<b>")
    assert papers() != before
