"""Normalise what units typed: canonical columns are added to the typed ones; each distinct value is read once.

Beside a canonical column stand `<field>_how` (ok, understood, ambiguous, unknown, invalid and words of single fields,
joined by ";"; empty for a blank field) and `<field>_hint` (candidates, what was understood, or a reason: what fills
{about} of a message).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.normalise.rules import Rule
    from pipeline.terms.notices import Notice
    from pipeline.terms.settings import Alias


def normalise(frame: pd.DataFrame, notice: Notice, aliases: Sequence[Alias]) -> pd.DataFrame:
    """A new frame: `frame` with the canonical columns of every field, their `_how` and `_hint`.

    Takes `<field>_typed` of every field, section and received_at; all text. An installation's own words (`aliases`) win
    over the shipped ones. Adds the fields of the form, phone_other and location_country.
    """
    import pandas as pd

    from pipeline.normalise.rules import rules  # worker processes use only other modules of the package

    columns: dict[str, Any] = {}
    for rule in rules(notice, aliases):
        inputs = [columns[name] if name in columns else frame[name].to_numpy(dtype=object) for name in rule.inputs]
        columns |= _applied(rule, inputs)
    made = {name: values for name, values in columns.items() if not name.startswith("_")}
    return pd.concat([frame, pd.DataFrame(made, index=frame.index, dtype=object)], axis=1)


def _applied(rule: Rule, inputs: list[Any]) -> dict[str, Any]:
    """The output columns of one rule, whose function is called once for each distinct row of inputs."""
    import numpy as np

    codes, of_each = _distinct(inputs)
    distinct_inputs = ([value[: rule.longest] for value in values[of_each].tolist()] for values in inputs)
    results = list(map(rule.function, *distinct_inputs))
    made = {}
    for index, name in enumerate(rule.outputs):
        distinct = np.empty(len(results), dtype=object)
        distinct[:] = [result[index] for result in results]
        made[name] = distinct[codes]
    return made


def _distinct(inputs: list[Any]) -> tuple[Any, Any]:
    """For each row the number of its distinct combination of values, and a row with each combination."""
    import numpy as np
    import pandas as pd

    codes, distinct = pd.factorize(inputs[0])
    for values in inputs[1:]:
        more, others = pd.factorize(values)
        if len(others) > 1:  # most columns are blank
            codes, distinct = pd.factorize(codes * len(others) + more)
    of_each = np.empty(len(distinct), dtype=np.int64)
    of_each[codes] = np.arange(len(codes))
    return codes, of_each
