"""One field of schemas/fields.toml, whose head explains each key; pipeline/model/fields.py makes the fields of them."""

from schemas.named import NamedTuple
from schemas.typed import AnyWords, Text


class FieldEntry(NamedTuple):
    label: Text
    type: Text
    whose: Text
    personal: bool
    normaliser: Text = ""  # "" for that of its type
    also: AnyWords = ()
