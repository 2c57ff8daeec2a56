"""The title of an unknown form among the texts over its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.new_form.knowledge import plain_heading
from pipeline.text.mask import unnumbered
from schemas.headings import headings_file
from schemas.named import NamedTuple

_FOREIGN = re.compile(r"^[A-Za-z]+\s[\sA-Za-z.,:'’&()/-]*\s|\s[A-Za-z]+\s[\sA-Za-z.,:'’&()/-]*$")  # of several words


class Title(NamedTuple):
    """`text` is the Chinese title, `printed` the whole line where it stands in two languages; "" for none. `is_sure`
    where it ends as titles do."""

    text: str = ""
    printed: str = ""
    is_sure: bool = False


def title_of(texts: Sequence[str]) -> Title:
    """The title nearest to the headings; numbered captions of sections are none, nor is what stands under a longer
    title."""
    found = headings_file().found
    free = [text for text in texts if not re.match(found.caption, text)]
    titles = list(_titles(free))
    last = next((at for at in range(len(titles) - 1, -1, -1) if titles[at].is_sure), None)
    if last is None:
        captions = [each for each in _titles(texts) if each.is_sure]
        return (captions or [each for each in titles if each.text] or [Title()])[-1 if captions else 0]
    while last and titles[last - 1].is_sure and len(titles[last - 1].text) > len(titles[last].text):
        last -= 1
    return titles[last]


def _titles(texts: Sequence[str]) -> Iterator[Title]:
    """Each text as what it is of a title."""
    found = headings_file().found
    for text in texts:
        bare = re.sub(found.attached, "", text)
        whole = plain_heading(bare)
        lines = [plain_heading(line) for line in (_FOREIGN.sub("", bare), bare, *bare.splitlines())]
        if told := next((line for line in lines if re.fullmatch(found.title, line)), ""):
            yield Title(unnumbered(told), unnumbered(whole) if whole != told else "", True)
        else:
            yield Title(unnumbered(whole) if re.fullmatch(found.title_else, whole) else "")
