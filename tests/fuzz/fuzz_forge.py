"""A hostile file for every number: a small seed, bent below its packing, in a carrier that may be bent as well.

The same seed and number make the same file, so that whatever one of them does to the program can be done again:
`forged(seed, number)`.
"""

from __future__ import annotations

import random
import re
from functools import cache
from io import BytesIO

import olefile
from fuzz_carriers import CARRIERS, NAMES
from fuzz_marked import MARKED, ROWS
from fuzz_mutate import PLAIN, TEXT, mutated
from fuzz_seeds import seeds
from support_hostile import members, packed, with_rows
from support_read import ole

_CARRIED = (".eml", ".msg", ".dat", ".zip")
_COSTLY = "锁.xlsx"  # takes a tenth of a second to open
_OF_WORD = ("[Content_Types].xml", "_rels/.rels", "word/document.xml")
_OTHERS = {
    "说明.txt": "姓名：钱一\r\n电话：19911112001".encode(),
    "盖章.pdf": b"%PDF-1.4\n%%EOF",
    "照片.jpg": b"\xff\xd8\xff\xe0",
}
_SMALL = 50_000  # bytes that every carrier can be built around
_MAILS = ("信.eml", "信.eml", "信.eml", "转发.eml", "汇编.eml", "信箱.mbox")


@cache
def contents() -> dict[str, bytes]:
    """Small files that carry no others, by a name that fits."""
    plain = {name: data for name, data in seeds().items() if not name.endswith(_CARRIED)}
    word = {name: part for name, part in members(plain["表.docx"]).items() if name in _OF_WORD}
    return plain | {"表.docx": packed(word)} | MARKED | {"标.xlsx": with_rows(plain["表.xlsx"], ROWS)} | _OTHERS


def forged(seed: int, number: int) -> tuple[str, bytes]:
    """The name and the bytes of one hostile file."""
    chance = random.Random(seed * 1_000_003 + number)
    name, data = _file(chance)
    return _odd_name(chance) if chance.random() < 0.05 else name, data


def _file(chance: random.Random) -> tuple[str, bytes]:
    costly = chance.random() < 0.01
    name = _COSTLY if costly else chance.choice([name for name in contents() if name != _COSTLY])
    data = contents()[name] if chance.random() < 0.3 else _bent(chance, name, contents()[name])
    if chance.random() < 0.5:
        return name, data
    name = chance.choice((*_MAILS, *CARRIERS)) if len(data) < _SMALL else chance.choice(_MAILS)
    data = CARRIERS[name](chance, data)
    return name, data if chance.random() < 0.4 else _bent(chance, name, data)


def _odd_name(chance: random.Random) -> str:
    """A name for the file itself that a computer lets pass."""
    return re.sub(r"[/\\\x00\ud800]", "", chance.choice(NAMES))[:40]


def _bent(chance: random.Random, name: str, data: bytes) -> bytes:
    if name == "表.xls" and chance.random() < 0.6:
        return ole(_records_bent(chance, data))
    if name.endswith((".eml", ".mbox")) and chance.random() < 0.5:
        head, blank, body = data.partition(b"\r\n\r\n")
        return chance.choice(TEXT)(chance, head) + blank + body
    if name == "包.zip":  # what is in it was bent before, and its names are none that can be packed anew
        return chance.choice(PLAIN)(chance, data)
    return mutated(chance, data)


def _records_bent(chance: random.Random, data: bytes) -> bytes:
    """The stream of an old workbook with one record bent, of another kind, dropped, doubled or in another place."""
    records, at = [], 0
    with olefile.OleFileIO(BytesIO(data)) as file:
        stream = file.openstream("Workbook").read()
    while at + 4 <= len(stream):
        end = at + 4 + int.from_bytes(stream[at + 2 : at + 4], "little")
        records.append(stream[at:end])
        at = end
    kind, payload = chance.choice(records)[:2], chance.choice([record[4:] for record in records if len(record) > 4])
    payload = chance.choice(PLAIN)(chance, payload) if chance.random() < 0.8 else payload
    place = chance.randrange(len(records))
    kind = records[place][:2] if chance.random() < 0.5 else kind
    new = kind + min(len(payload), 0xFFFF).to_bytes(2, "little") + payload[:0xFFFF]
    records[place : place + chance.choice((0, 1, 1))] = [new] * chance.choice((0, 1, 1, 2))
    return b"".join(records)
