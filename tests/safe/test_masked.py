from __future__ import annotations

import io

import pytest

from pipeline.text.mask import Masking, masked

SHOWN = {
    "13800135678": "138****5678",
    "电话13800135678。": "电话138****5678。",
    "+8613800135678": "+861****5678",
    "138 0013 5678": "138****5678",
    "138-0013-5678": "138****5678",
    "023-60005678": "023****5678",
    "023-6000 5678": "023****5678",
    "02360005678": "023****5678",
    "+95 9 123 4567": "+95****4567",
    "+95-9-12345678": "+95****5678",
    "110101199001011234": "110****1234",
    "11010119900101123X": "110****123X",
    "138001356": "138****1356",
    "qian.yi@example.cn": "q***@example.cn",
    "“qian@mail.example.com”，13800135678": "“q***@mail.example.com”，138****5678",
    "批次 20250506-01": "批次 20250506-01",
    "2025-05-06T09:00:00+08:00": "2025-05-06T09:00:00+08:00",
    "2025-04-10 2025-04-11": "2025-04-10 2025-04-11",
    "G00012-2，R0123456789012345": "G00012-2，R0123456789012345",
    "共 1234567 行": "共 1234567 行",
}


@pytest.mark.parametrize("text", SHOWN)
def test_what_is_masked_and_what_is_not(text: str) -> None:
    assert masked(text) == SHOWN[text]


def test_a_masking_stream_lets_bytes_past_and_tells_how_much_was_written() -> None:
    raw = io.BytesIO()
    stream = Masking(io.TextIOWrapper(raw, encoding="utf-8"))
    assert stream.write("13800135678\n") == len("13800135678\n")
    stream.flush()
    stream.buffer.write(b"13800135678")
    assert raw.getvalue() == b"138****5678\n13800135678"
