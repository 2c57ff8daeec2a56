"""What the rest of a heading makes of the word that it holds: 原级别 asks for no level, 紧急联系人电话 for the phone of
somebody else, 您的姓名 for the name.

The words are [beside] and [[others]] of the forms: a heading that holds one of the latter is a column of its own, one
that holds only plain ones means its word, and any other is taken and said to be doubtful.
"""

from __future__ import annotations

from pipeline.recognise.words.form import OTHER, SOMEBODY, Form, Meaning
from pipeline.text.patterns import pattern

_REMARK = pattern(r"[(\[{【〔]([^()\[\]{}【】〔〕]{1,8})[)\]}】〕]")
_LONGEST = 40
_OF_ONE = ("name", "phone", "contact", "email")
"""Fields and choices that a cell holds for one person only."""
_SUFFICIENT = 2  # quality of a heading that is known for certain


def judged(meaning: Meaning, word: str, core: str, whole: str, form: Form) -> Meaning:
    """What a folded heading that holds a known word means: its field, another, or its field for all we know. `core` is
    the heading without what may end any, `whole` with it."""
    if meaning.kind not in ("field", "either"):
        return meaning._replace(quality=1)
    if field := next((field for words, field in form.instead.get(meaning.field, ()) if words(whole)), ""):
        return Meaning("field", field, 1)
    if _asks_for_another(meaning, whole, form):
        return _another(meaning, whole, form)
    before, _, behind = core.partition(word)
    if len(core) <= _LONGEST and form.plain(before) and form.tail(behind):
        return meaning._replace(quality=1)
    is_about_it = not before and not form.tail(behind[:1])
    return Meaning("extra", "", 1) if is_about_it else meaning._replace(quality=1, doubtful=True)


def remarked(meaning: Meaning, folded: str, form: Form) -> Meaning:
    """What remarks in brackets make of a word: 联系电话（紧急联系人）."""
    if meaning.quality != _SUFFICIENT or meaning.kind not in ("field", "either"):
        return meaning
    told = (remark for remark in _REMARK.findall(folded) if not form.hint(remark))
    another = next((remark for remark in told if _names_another(meaning, remark, form)), "")
    return _another(meaning, another, form) if another else meaning


def _names_another(meaning: Meaning, remark: str, form: Form) -> bool:
    """The same of a remark, of which a word of the form may be what the cells hold besides: 企业名称（负责人）."""
    known = form.words.get(remark)
    is_besides = known is not None and not (SOMEBODY in known.parts and meaning.field in _OF_ONE)
    return not is_besides and _asks_for_another(meaning, remark, form)


def _asks_for_another(meaning: Meaning, text: str, form: Form) -> bool:
    others = form.others.get(meaning.field)
    return others is not None and others(text) is not None


def _another(meaning: Meaning, text: str, form: Form) -> Meaning:
    """A column of its own, which its cells make one of the form's only where no other asks for the word's field."""
    whose = SOMEBODY if form.strangers(text) else OTHER
    return Meaning("extra", "", 1, parts=(whose,), aside=meaning.field if meaning.kind == "field" else "")
