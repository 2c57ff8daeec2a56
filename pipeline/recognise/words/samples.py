"""People that are nobody: the samples that a form prints, and what is marked as an example."""

from __future__ import annotations

from collections.abc import Mapping
from unicodedata import normalize

from pipeline.model.statements import Typed
from pipeline.recognise.words.form import Form, bare, squash
from pipeline.text.patterns import pattern

_REMARK = pattern(r".+[（(]([^（()）]{1,20})[）)]")


def is_printed_sample(name: str, fields: Mapping[str, Typed], form: Form) -> bool:
    """张三 with 13800000000, or with the printed text and no phone or address. With one of his own he is a person of
    that name, who may have left the text as it was."""
    if bare(name) not in form.sample_names:
        return False
    phone, text = (fields[field].text if field in fields else "" for field in ("phone", "experience"))
    if bare(phone) in form.sample_phones:
        return True
    return bare(text) in form.sample_texts and not form.contact_inside(normalize("NFKC", phone))


def is_marked_sample(number: str, name: str, form: Form) -> bool:
    """例 for a number, or behind the name in brackets."""
    behind = _REMARK.fullmatch(name)
    marks = (number, behind[1] if behind else "")
    return any(text != "" and form.cells["sample"](squash(text)) is not None for text in marks)
