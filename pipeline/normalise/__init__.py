"""From what units typed to what it means: canonical columns beside the typed ones, each distinct value read once.

Beside a canonical column stand `<field>_how` (ok, understood, ambiguous, unknown, invalid and words of single fields,
joined by ";"; empty for a blank field) and `<field>_hint` (candidates, what was understood, or a reason: what fills
{about} of a message).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.normalise.rules import Rule
    from pipeline.notices import Notice
    from pipeline.settings import Alias


def normalise(frame: pd.DataFrame, notice: Notice, aliases: Sequence[Alias]) -> pd.DataFrame:
    """A new frame: `frame` with the canonical columns of every field, their `_how` and `_hint`.

    Takes `<field>_typed` of every field, and section; all text. An installation's own words (`aliases`) win over the
    shipped ones. Adds the fields of the form, phone_other and location_country.
    """
    from pipeline.normalise.rules import rules  # workers fold keys and need none of this

    columns: dict[str, Sequence[str]] = {}
    for rule in rules(notice, aliases):
        columns |= _applied(rule, [columns.get(name) or frame[name].tolist() for name in rule.inputs])
    return frame.assign(**{name: list(values) for name, values in columns.items() if not name.startswith("_")})


def _applied(rule: Rule, inputs: list[Sequence[str]]) -> dict[str, Sequence[str]]:
    """The output columns of one rule; each distinct row of inputs is given to its function once."""
    rows = list(zip(*inputs, strict=True))
    known = {row: rule.function(*row) for row in dict.fromkeys(rows)}
    return dict(
        zip(
            rule.outputs,
            zip(*(known[row] for row in rows), strict=True) if rows else [()] * len(rule.outputs),
            strict=True,
        )
    )
