"""Captions: texts that name one of the form's sections."""

from __future__ import annotations

from functools import lru_cache

from pipeline.recognise.words.form import Form, bare

_LONGEST_CAPTION = 60


@lru_cache(maxsize=8192)  # the same captions, headings and names come in every document
def section_of(text: str, form: Form) -> str:
    """The section that a caption names; "" where it names none or several."""
    if len(text) > _LONGEST_CAPTION:
        return ""
    folded = bare(text)
    named = [name for name, words in form.sections.items() if any(word in folded for word in words)]
    return named[0] if len(named) == 1 else ""
