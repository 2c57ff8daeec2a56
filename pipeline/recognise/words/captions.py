"""Texts that name the form or one of its sections: titles, captions, names of sheets and files, cells that say it of a
person."""

from __future__ import annotations

from functools import lru_cache

from pipeline.recognise.words.form import Form, bare, fold_word
from pipeline.recognise.words.headings import without_remarks

_LONGEST_CAPTION = 60


@lru_cache(maxsize=8192)  # the same captions, headings and names come in every document
def section_of(text: str, form: Form) -> str:
    """The section that a caption names; "" where it names none or several."""
    if len(text) > _LONGEST_CAPTION:
        return ""
    folded = bare(text)
    named = [name for name, words in form.sections.items() if any(word in folded for word in words)]
    return named[0] if len(named) == 1 else ""


@lru_cache(maxsize=8192)
def is_form_title(text: str, form: Form) -> bool:
    """Whether a text is the form's title, with a remark or without: …情况表（续）."""
    return without_remarks(fold_word(text)) in form.titles


def worded_section(text: str, form: Form) -> str:
    """The section that a text names, and no more (已外派, 待派, 拟于2026年派出, 储备); "" where it names none."""
    if len(text) > _LONGEST_CAPTION:
        return ""
    folded = bare(text)
    if known := form.section_words.get(folded):
        return known
    if not form.may_name_section(folded):
        return ""
    said = [name for name, is_said in form.section_patterns.items() if is_said(folded)]
    return said[0] if len(said) == 1 else ""


def said_section(text: str, form: Form) -> str:
    """The same of a place where only a section is told: there a text may hold more (待派人员名单)."""
    return worded_section(text, form) or section_of(text, form)


def named_section(path: str, sheet: str, form: Form) -> str:
    """The section that the name of a sheet tells, else that of its file, or of the nearest folder or archive that does;
    "" where none does. `path` is the document's, with "!" before what lies inside an archive."""
    *folders, file = path.replace("!", "/").split("/")
    names = (sheet, file.rpartition(".")[0], *reversed(folders))
    return next((section for name in names if len(bare(name)) > 1 and (section := said_section(name, form))), "")
