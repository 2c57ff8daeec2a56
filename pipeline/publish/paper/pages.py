"""HTML pages: a single small file each, without network access; text from outside is always escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import quote

from pipeline import TEMPLATES
from schemas.layouts.summary import summary_file
from schemas.letters import letters_file
from schemas.named import NamedTuple

if TYPE_CHECKING:
    from jinja2 import Environment


class Page(NamedTuple):
    """A page that is still to be rendered: plain data that can cross processes."""

    template: str
    values: Mapping[str, Any]

    @classmethod
    def of(cls, template: str, **values: Any) -> Self:
        return cls(template, values)

    def html(self) -> str:
        return render(self.template, **self.values)


def render(template: str, **values: Any) -> str:
    """Render `templates/<template>` with these values."""
    return environment().get_template(template).render(**values)


def grouped(paths: Iterable[str], base: str, answered: int = 0) -> list[tuple[str, list[tuple[str, str]]]]:
    """Files of a batch grouped by purpose (汇总, 学会, 单位): how each is called, and its link relative to `base`. Of
    the answers to units, which may be thousands, there is one link to their folder; `answered` are those that are not
    among the paths."""
    words = letters_file().words
    groups: dict[str, list[tuple[str, str]]] = {}
    answers = set[str]()
    for path in paths:
        first, _, rest = path.partition("/")
        if first == words.outbox:
            answers.add(rest.partition("/")[0])
        else:
            groups.setdefault(first, []).append((_called(path), f"{base}/{path}"))
    if count := len(answers) + answered:
        groups[words.outbox] = [(words.answers.format(count=count), f"{base}/{words.outbox}")]
    return sorted(groups.items(), key=lambda group: (group[0] != summary_file().words.folder, group[0]))


def _called(path: str) -> str:
    """The file's name, after that of its society where the name does not tell it."""
    *folders, name = path.split("/")
    is_told = len(folders) < 2 or folders[1] in name
    return name if is_told else f"{folders[1]}/{name}"


@cache
def environment() -> Environment:
    """What renders pages."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from pipeline.publish.paper.compiled import KeptPages

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=KeptPages(),
    )
    made.filters["address"] = lambda path: quote(path, safe="/")
    return made
