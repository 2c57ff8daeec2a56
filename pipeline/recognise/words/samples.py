"""People that are nobody: the samples that a form prints, and what is marked as an example."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.model.statements import Typed
from pipeline.recognise.words.form import Form, bare, squash

_REMARK = re.compile(r".+[（(]([^（()）]{1,20})[）)]")


def is_printed_sample(name: str, fields: Mapping[str, Typed], form: Form) -> bool:
    """张三 with 13800000000 or with the printed text; with another phone and text it is a person of that name."""
    if bare(name) not in form.sample_names:
        return False
    phone, text = fields.get("phone"), fields.get("experience")
    return (phone is not None and bare(phone.text) in form.sample_phones) or (
        text is not None and bare(text.text) in form.sample_texts
    )


def is_marked_sample(number: str, name: str, form: Form) -> bool:
    """例 for a number, or behind the name in brackets."""
    behind = _REMARK.fullmatch(name)
    marks = (number, behind[1] if behind else "")
    return any(text != "" and form.cells["sample"](squash(text)) is not None for text in marks)
