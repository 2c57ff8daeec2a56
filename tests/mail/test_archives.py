"""Archives as units pack them: names in any code page, passwords, archives in archives, hostile ones."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import pytest
import pyzipper
from support_mail import PDF, archive, attachment, envelope, mail, names, outcomes, raw_archive, read, workbook

NAME = "附件3 推荐表.xlsx"


@pytest.mark.parametrize(
    ("habit", "data"),
    [
        ("raw GBK", raw_archive([(NAME.encode("gbk"), workbook())])),
        ("raw UTF-8, as macOS packs", raw_archive([(NAME.encode(), workbook())])),
        ("UTF-8 with its flag", raw_archive([(NAME.encode(), workbook())], flags=0x800)),
        ("GBK with the flag of UTF-8", raw_archive([(NAME.encode("gbk"), workbook())], flags=0x800)),
        (
            "misread as cp437 before",
            raw_archive([(NAME.encode("gbk").decode("cp437").encode(), workbook())], flags=0x800),
        ),
    ],
)
def test_member_name(habit: str, data: bytes) -> None:
    assert outcomes(read(data, "a.zip")) == [("a.zip", "container"), (f"a.zip!{NAME}", "sheets")]


def test_the_unicode_path_of_info_zip_wins() -> None:
    raw = b"____3.xlsx"
    field = b"\x01" + struct.pack("<L", zlib.crc32(raw)) + NAME.encode()
    extra = struct.pack("<HH", 0x7075, len(field)) + field
    assert names(read(raw_archive([(raw, workbook())], extra=extra), "a.zip")) == [NAME]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (b"../../../list.xlsx", "list.xlsx"),
        (b"/etc/list.xlsx", "etc/list.xlsx"),
        (b"C:\\x\\list.xlsx", "x/list.xlsx"),
        ("渝东\\扫描\\1.pdf".encode("gbk"), "渝东/扫描/1.pdf"),
        (b"", "附件1.xlsx"),
    ],
)
def test_names_are_only_shown(raw: bytes, shown: str) -> None:
    assert names(read(raw_archive([(raw, workbook())]), "a.zip")) == [shown]


def test_folders_are_no_files_and_repeated_names_are_told_apart() -> None:
    data = raw_archive([(b"a/", b""), (b"a/1.xlsx", workbook()), (b"a/1.xlsx", workbook())])
    assert names(read(data, "a.zip")) == ["a/1.xlsx", "a/1(2).xlsx"]


def test_what_computers_leave_in_archives() -> None:
    data = archive(
        {
            "名单.xlsx": workbook(),
            "__MACOSX/._名单.xlsx": b"x",
            "~$名单.xlsx": b"x",
            "Thumbs.db": b"x",
            "desktop.ini": b"x",
        }
    )
    assert [verdict for _, verdict in outcomes(read(data, "a.zip"))[1:]] == ["sheets", *["system-file"] * 4]


def test_an_archive_in_an_archive_is_opened_and_no_deeper() -> None:
    inner = archive({"名单.xlsx": workbook()})
    outer = archive({"一.zip": inner, "二.zip": archive({"三.zip": inner})})
    assert outcomes(read(mail(attachment(b"a.zip", outer)))) == [
        ("a.eml", "container"),
        ("a.eml!a.zip", "container"),
        ("a.eml!a.zip!一.zip", "container"),
        ("a.eml!a.zip!一.zip!名单.xlsx", "sheets"),
        ("a.eml!a.zip!二.zip", "container"),
        ("a.eml!a.zip!二.zip!三.zip", "unreadable unreadable"),
    ]


def test_a_mail_in_an_archive_is_opened() -> None:
    data = archive({"1.eml": mail(attachment(), subject="评价(2025)+渝东试算工程有限公司".encode())})
    reading = read(data, "a.zip")
    assert outcomes(reading)[1:] == [("a.zip!1.eml", "container"), ("a.zip!1.eml!list.xlsx", "sheets")]
    assert envelope(reading).subjects == ["评价(2025)+渝东试算工程有限公司"]
    assert envelope(reading).received_at is None


def aes(password: str) -> bytes:
    stream = io.BytesIO()
    with pyzipper.AESZipFile(stream, "w", compression=zipfile.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as packed:
        packed.setpassword(password.encode())
        packed.writestr("1.xlsx", workbook())
        packed.writestr("2.pdf", PDF)
    return stream.getvalue()


def old(password: str) -> bytes:
    return raw_archive([(b"1.xlsx", workbook()), (b"2.pdf", PDF)], password=password.encode("gbk"))


@pytest.mark.parametrize("locked", [aes, old], ids=["AES", "ZipCrypto"])
class TestPasswords:
    def test_none(self, locked: object) -> None:
        assert outcomes(read(self.data(locked, "secret"), "a.zip")) == [("a.zip", "unreadable encrypted")]

    def test_wrong_ones(self, locked: object) -> None:
        wrong = tuple(f"wrong{number}" for number in range(20))
        assert outcomes(read(self.data(locked, "secret"), "a.zip", wrong)) == [("a.zip", "unreadable encrypted")]

    def test_the_right_one(self, locked: object) -> None:
        reading = read(self.data(locked, "secret"), "a.zip", ("wrong", "secret"))
        assert [verdict for _, verdict in outcomes(reading)] == ["container", "sheets", "scan"]

    @staticmethod
    def data(locked: object, password: str) -> bytes:
        assert callable(locked)
        made = locked(password)
        assert isinstance(made, bytes)
        return made


def test_a_password_in_chinese_typed_on_a_gbk_computer() -> None:
    assert [verdict for _, verdict in outcomes(read(old("渝东"), "a.zip", ("渝东",)))] == [
        "container",
        "sheets",
        "scan",
    ]


def test_damage_in_an_archive_with_aes_is_said() -> None:
    whole = aes("secret")
    for at in (whole.index(b"1.xlsx"), whole.index(b"1.xlsx") + 200, whole.rindex(b"1.xlsx") + 14):
        damaged = whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]
        (_, hurt), scan = outcomes(read(damaged, "a.zip", ("secret",)))[1:]
        assert hurt in ("unreadable unreadable", "unreadable encrypted")  # by chance of the salt no password fits
        assert scan == ("a.zip!2.pdf", "scan")


def test_a_locked_file_among_open_ones() -> None:
    data = raw_archive([(b"1.xlsx", workbook()), (b"2.xlsx", workbook())])
    at = data.rindex(b"PK\x01\x02") + 8
    assert outcomes(read(data[:at] + b"\x01" + data[at + 1 :], "a.zip"))[1:] == [
        ("a.zip!1.xlsx", "sheets"),
        ("a.zip!2.xlsx", "unreadable encrypted"),
    ]


@pytest.mark.parametrize(
    ("habit", "data", "expected"),
    [
        ("cut off", archive({"a.csv": b"a,b"})[:-30], "unreadable unreadable"),
        ("empty", archive({}), "container no-table"),
        ("only scans", archive({"a.pdf": PDF}), "container no-table"),
        ("only a letter", archive({"a.txt": b"hello"}), "container no-table"),
        ("too many files", archive({f"{number}.txt": b"" for number in range(2_001)}), "unreadable too-large"),
    ],
)
def test_archive(habit: str, data: bytes, expected: str) -> None:
    assert outcomes(read(data, "a.zip"))[0] == ("a.zip", expected)


def test_a_damaged_member_is_said_and_the_others_are_read() -> None:
    data = bytearray(archive({"1.csv": b"x" * 200, "2.xlsx": workbook()}))
    data[60] ^= 1
    assert outcomes(read(bytes(data), "a.zip"))[1:] == [
        ("a.zip!1.csv", "unreadable unreadable"),
        ("a.zip!2.xlsx", "sheets"),
    ]


def test_a_rare_compression_is_said() -> None:
    data = bytearray(archive({"1.xlsx": workbook()}))
    data[8] = data[data.rindex(b"PK\x01\x02") + 10] = 98
    assert outcomes(read(bytes(data), "a.zip"))[1] == ("a.zip!1.xlsx", "unreadable unreadable")


def test_a_bomb_is_not_unpacked() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        with packed.open("bomb.xlsx", "w", force_zip64=True) as member:
            for _ in range(140):
                member.write(bytes(1 << 20))
        packed.writestr("名单.xlsx", workbook())
    assert outcomes(read(stream.getvalue(), "a.zip"))[1:] == [
        ("a.zip!bomb.xlsx", "unreadable too-large"),
        ("a.zip!名单.xlsx", "sheets"),
    ]
