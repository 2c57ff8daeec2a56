"""Valid files bent at random: bytes turned, cut, doubled, moved; and below the packing, where a damaged checksum would
end everything too early: members of packages, records of old workbooks, lines of mails.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

import olefile

Change = Callable[[random.Random, bytes], bytes]

_ODD = (
    b"\x00",
    b"\xff",
    b"\xff\xff\xff\xff",
    b"\x00\x00\x00\x80",
    b"\xff\xff\xff\x7f",
    b"<",
    b"&",
    b'"',
    b"\r\n",
    b"PK\x05\x06",
)
_NUMBERS = (b"0", b"-1", b"1e308", b"1048576", b"99999999999", b"4294967295", b"NaN", b"1.38E+10", b"", b"x")
_WORDS = (
    *(b"inlineStr", b"s", b"str", b"e", b"d", b"b", b"n", b"hidden", b"XFD1048576", b"A0", b"rId1", b"true"),
    *(b"base64", b"quoted-printable", b"8bit", b"x-unknown", b"gb2312", b"utf-7", b"hz-gb-2312", b"multipart/mixed"),
)


def turned(chance: random.Random, data: bytes) -> bytes:
    """A few bytes made others."""
    bent = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 40))):
        bent[chance.randrange(len(bent))] = chance.randrange(256)
    return bytes(bent)


def odd(chance: random.Random, data: bytes) -> bytes:
    """Something that breaks counts, inserted or written over what was there."""
    at, piece = chance.randrange(len(data) + 1), chance.choice(_ODD)
    return data[:at] + piece + data[at + chance.choice((0, len(piece))) :]


def span(chance: random.Random, data: bytes) -> tuple[int, int]:
    start = chance.randrange(len(data))
    return start, min(len(data), start + chance.choice((1, 4, 16, 200, 4000)))


def removed(chance: random.Random, data: bytes) -> bytes:
    start, end = span(chance, data)
    return data[:start] + data[end:]


def doubled(chance: random.Random, data: bytes) -> bytes:
    start, end = span(chance, data)
    return data[:end] + data[start:end] * chance.choice((1, 2, 30)) + data[end:]


def moved(chance: random.Random, data: bytes) -> bytes:
    start, end = span(chance, data)
    rest, at = data[:start] + data[end:], chance.randrange(len(data))
    return rest[:at] + data[start:end] + rest[at:]


def cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def number(chance: random.Random, data: bytes) -> bytes:
    """A number in a text made an unlikely one."""
    return _one(chance, data, rb"[0-9]+", chance.choice(_NUMBERS))


def word(chance: random.Random, data: bytes) -> bytes:
    """A word in a text made another of those that mean something to a reader."""
    return _one(chance, data, rb"[A-Za-z0-9:/-]{2,}", chance.choice(_WORDS))


def tag(chance: random.Random, data: bytes) -> bytes:
    """A tag taken away, doubled or opened again and again."""
    found = list(re.finditer(rb"<[^<>]*>", data))
    if not found:
        return turned(chance, data)
    match = chance.choice(found)
    return data[: match.start()] + match[0] * chance.choice((0, 2, 500)) + data[match.end() :]


def line(chance: random.Random, data: bytes) -> bytes:
    """A line of a mail or a table taken away, doubled, folded or made endless."""
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    lines[at] = chance.choice((b"", lines[at] * 2, lines[at] + b"\r\n " + lines[at], lines[at][::-1], b"A" * 70_000))
    return b"\n".join(lines)


def _one(chance: random.Random, data: bytes, pattern: bytes, new: bytes) -> bytes:
    found = list(re.finditer(pattern, data))
    if not found:
        return turned(chance, data)
    match = chance.choice(found)
    return data[: match.start()] + new + data[match.end() :]


PLAIN: tuple[Change, ...] = (turned, odd, removed, doubled, moved, cut)
TEXT: tuple[Change, ...] = (*PLAIN, number, number, word, word, tag, tag, line, line)


def member(chance: random.Random, data: bytes) -> bytes:
    """One or two members of a package bent, and the package packed anew."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    full = [name for name, part in parts.items() if part]
    if not full:
        return turned(chance, data)
    for name in chance.choices(full, k=chance.choice((1, 1, 2))):
        if chance.random() < 0.05:
            parts.pop(name, None)
        elif parts.get(name):
            kinds = PLAIN if name.endswith(".bin") else TEXT
            parts[name] = chance.choice(kinds)(chance, parts[name])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as package:
        for name, part in parts.items():  # the type of an .ods is never packed
            package.writestr(name, part, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


def stream(chance: random.Random, data: bytes) -> bytes:
    """One stream of a compound file bent, as long as before."""
    file = io.BytesIO(data)
    with olefile.OleFileIO(file, write_mode=True) as ole:
        name = chance.choice(ole.listdir())
        content = ole.openstream(name).read()
        bent = turned(chance, content) if content else content
        if len(bent) == len(content) and content:
            ole.write_stream(name, bent)
        return file.getvalue()


def mutated(chance: random.Random, data: bytes) -> bytes:
    """The file, bent in a way that fits it, and mostly only once."""
    data = _fitting(chance, data)(chance, data)
    for _ in range(chance.choice((0, 0, 0, 1, 3))):
        if data:  # only whole files are opened here: a bent one may eat the memory of whoever does
            data = chance.choice(PLAIN)(chance, data)
    return data


def _fitting(chance: random.Random, data: bytes) -> Change:
    if data.startswith(b"PK") and chance.random() < 0.8:
        return member
    if data.startswith(b"\xd0\xcf\x11\xe0") and chance.random() < 0.7:
        return stream
    return chance.choice(PLAIN if b"\x00" in data[:2000] else TEXT)
