"""One thing, one name: schemas/glossary.toml."""

from schemas.named import NamedTuple
from schemas.typed import Text, Words, read


class GlossaryWord(NamedTuple):
    """What something is called, and what it is not; the head of schemas/glossary.toml says what its keys mean."""

    name: Text
    means: Text
    instead: Words = ()
    headings: Words = ()


class GlossaryFile(NamedTuple):
    title: Text
    words: tuple[GlossaryWord, ...]


def glossary_file() -> GlossaryFile:
    """schemas/glossary.toml."""
    return read("glossary", GlossaryFile)
