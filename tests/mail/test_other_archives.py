"""7z and RAR as units pack them: passwords, solid archives, hostile ones, and a computer without a program for RAR."""

from __future__ import annotations

import io
import struct
import zlib

import py7zr
import pytest
import rarfile
from support_mail import PDF, UNIT, attachment, mail, names, outcomes, read, workbook

NAME = "附件3 推荐表.xlsx"


def seven_zip(members: dict[str, bytes], password: str | None = None, hide_names: bool = False) -> bytes:
    stream = io.BytesIO()
    with py7zr.SevenZipFile(stream, "w", password=password, header_encryption=hide_names) as packed:
        for name, content in members.items():
            packed.writestr(content, name)
    return stream.getvalue()


def rar(members: dict[str, bytes], method: int = 0x30, flags: int = 0, extra: int = 0) -> bytes:
    """RAR 4: each member stored as it is, whatever `method` says, and `extra` bytes larger by its header."""
    data = b"Rar!\x1a\x07\x00" + block(0x73, 0, bytes(6))
    for name, content in members.items():
        sums = struct.pack(
            "<LLBLLBBHL", len(content), len(content) + extra, 2, zlib.crc32(content), 0, 29, method, 0, 32
        )
        raw = name.encode("utf-8")
        sums = sums[:-6] + struct.pack("<H", len(raw)) + sums[-4:]
        data += block(0x74, 0x8000 | flags, sums + raw) + content
    return data + block(0x7B, 0x4000, b"")


def block(kind: int, flags: int, rest: bytes) -> bytes:
    body = struct.pack("<BHH", kind, flags, 7 + len(rest)) + rest
    return struct.pack("<H", zlib.crc32(body) & 0xFFFF) + body


@pytest.mark.parametrize(("pack", "name"), [(seven_zip, "a.7z"), (rar, "a.rar")])
def test_members_are_read(pack: object, name: str) -> None:
    assert callable(pack)
    packed = pack({f"渝东/{NAME}": workbook(), "扫描.pdf": PDF, "Thumbs.db": b"x"})
    assert outcomes(read(packed, name)) == [
        (name, "container"),
        (f"{name}!渝东/{NAME}", "sheets"),
        (f"{name}!扫描.pdf", "scan"),
        (f"{name}!Thumbs.db", "system-file"),
    ]
    assert outcomes(read(mail(attachment(b"x.dat", packed))))[1:3] == [
        ("a.eml!x.dat", "container"),
        (f"a.eml!x.dat!渝东/{NAME}", "sheets"),
    ]


def test_what_was_read_is_what_was_packed() -> None:
    for packed, name in ((seven_zip({NAME: workbook()}), "a.7z"), (rar({NAME: workbook()}), "a.rar")):
        assert read(packed, name).documents[1].sheets[0].rows == [["推荐单位（盖章）：" + UNIT]]


@pytest.mark.parametrize("hide_names", [pytest.param(False, marks=pytest.mark.slow), True])
def test_passwords_of_7z(hide_names: bool) -> None:
    packed = seven_zip({"1.xlsx": workbook()}, "渝东", hide_names)
    assert outcomes(read(packed, "a.7z")) == [("a.7z", "unreadable encrypted")]
    assert outcomes(read(packed, "a.7z", ("wrong",))) == [("a.7z", "unreadable encrypted")]
    assert outcomes(read(packed, "a.7z", ("wrong", "渝东"))) == [("a.7z", "container"), ("a.7z!1.xlsx", "sheets")]


def test_7z_in_a_zip_in_a_7z_is_too_deep() -> None:
    inner = seven_zip({"2.7z": seven_zip({"3.7z": seven_zip({"a.xlsx": workbook()})})})
    assert outcomes(read(inner, "1.7z"))[-1] == ("1.7z!2.7z!3.7z", "unreadable unreadable")


def damaged(packed: bytes, at: int) -> bytes:
    return packed[:at] + bytes([packed[at] ^ 0x55]) + packed[at + 1 :]


WHOLE = seven_zip({"1.xlsx": workbook(), "2.pdf": PDF})


@pytest.mark.parametrize(
    ("habit", "data"),
    [
        ("cut off", WHOLE[:-30]),
        ("only its beginning", WHOLE[:6]),
        ("a byte turned over", damaged(WHOLE, 60)),
        ("a directory of noise", damaged(WHOLE, len(WHOLE) - 20)),
    ],
)
def test_hostile_7z(habit: str, data: bytes) -> None:
    (document,) = read(data, "a.7z").documents
    assert document.problem is not None
    assert (document.problem.slug, document.problem.about) == ("unreadable", "压缩包损坏或没有传完整")


def test_too_many_files_in_a_7z() -> None:
    (document,) = read(seven_zip({str(n): b"" for n in range(2_001)}), "a.7z").documents
    assert document.problem is not None
    assert (document.problem.slug, document.problem.about) == ("too-large", "压缩包解开后过大或文件过多")


@pytest.mark.slow
def test_a_bomb_is_not_unpacked() -> None:
    stream = io.BytesIO()
    quickly = [{"id": py7zr.FILTER_LZMA2, "preset": 0}]
    with py7zr.SevenZipFile(stream, "w", filters=quickly) as packed:
        packed.writestr(bytes(140 << 20), "bomb.xlsx")
    assert outcomes(read(stream.getvalue(), "a.7z")) == [("a.7z", "unreadable too-large")]


def test_the_names_of_a_hostile_archive_lead_nowhere() -> None:
    evil = seven_zip({"aa/bb/x.xlsx": workbook()})
    at = evil.find("aa/bb".encode("utf-16-le"))
    if at >= 0:  # the directory is packed only where that is shorter
        evil = evil[:at] + "../..".encode("utf-16-le") + evil[at + 10 :]
    assert all(not name.startswith((".", "/")) for name in names(read(evil, "a.7z")))
    assert names(read(rar({"../../x.xlsx": workbook()}), "a.rar")) == ["x.xlsx"]


def test_rar_without_a_program_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise rarfile.RarCannotExec("none")

    monkeypatch.setattr(rarfile, "tool_setup", none)
    (document,) = read(rar({"1.xlsx": workbook()}, method=0x33), "a.rar").documents
    assert document.problem is not None
    assert document.problem.about == "RAR 压缩包，这里没有能解开它的程序；请解压后发送，或改用 .zip 压缩"


def test_damage_in_a_rar_is_said_of_its_member() -> None:
    packed = rar({"1.xlsx": workbook(), "2.pdf": PDF})
    at = packed.index(b"PK")
    assert outcomes(read(damaged(packed, at + 40), "a.rar"))[1:] == [
        ("a.rar!1.xlsx", "unreadable unreadable"),
        ("a.rar!2.pdf", "scan"),
    ]


@pytest.mark.parametrize("kept", [8, 30, 200, -60, -300])
def test_a_rar_that_is_cut_off_is_said(kept: int) -> None:
    packed = rar({"1.xlsx": workbook(), "2.pdf": PDF})
    assert any(verdict.startswith("unreadable") for _, verdict in outcomes(read(packed[:kept], "a.rar")))


def test_a_rar_that_promises_too_much_is_not_unpacked() -> None:
    assert outcomes(read(rar({"1.xlsx": workbook()}, extra=200 << 20), "a.rar"))[1:] == [
        ("a.rar!1.xlsx", "unreadable too-large")
    ]
