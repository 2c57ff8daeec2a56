"""What a society returns as a pandera schema: each check is named by the slug of its finding, and is true of what can
be taken (003:118-153, 004:171; the sources as schemas/results.toml names them).

What the checks are made of is handed in as columns of the frame: this package knows nothing of the program.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd
import pandera.pandas as pa

from schemas.named import NamedTuple
from schemas.results import results_file

Fine = Callable[[pd.DataFrame], "pd.Series[bool]"]


_GOING_ON = ("", "passed")
"""Effects of conclusions that end nothing, and leave nothing to the unit."""
MARKS = tuple(mark.field for mark in results_file().marks)


class Rule(NamedTuple):
    """`column` is the cell to which the finding points: a key of [columns] in schemas/results.toml, or a mark."""

    column: str
    fine: Fine


NUMBERS = (
    *("stage_at", "reached"),
    *(f"{mark}{part}" for mark in MARKS for part in ("", "_least", "_most")),
)
"""Columns of numbers: place of the stage, and of the one that is recorded, from 0; each mark, with the least that
passes and the most there can be. NaN where there is none."""
TEXTS = (
    *("stage", "conclusion", "effect", "note", "date", "day", "since", "today", "certificate_no"),
    *("transferred_to", "to_society", "society", "member", "member_no"),
    *(f"{mark}_typed" for mark in MARKS),
)
"""Columns of text, "" where there is none: as typed, but `effect` (of schemas/results.toml), `day` (the date, ISO),
`since` (when the society was sent the people) and `today`, `to_society` (the society that is meant)."""
TRUTHS = (
    *("is_certified", "is_known", "is_stage", "needs_note", "is_outdated", "is_member_word", "is_none"),
    *("is_number", "is_taken", "is_twice", "is_changed", "is_corrected", "is_used", "is_certificate_left"),
    "gives_up",
)
"""Columns of truths: the stage is that of certificates; the conclusion is one; the stage is one; 说明 is needed; the
society concluded otherwise since; the answer about membership is one, and is no; the certificate's number can be one,
another person has it, or another line gives it to one; the person has another number, or had one until this line
corrects it, of which more is known already; the person has one and does not pass; 说明 says that
somebody is assessed no more."""


def _blank(frame: pd.DataFrame, column: str) -> pd.Series[bool]:
    return frame[column] == ""


def _staged(frame: pd.DataFrame) -> pd.Series[bool]:
    """A conclusion, a mark or a certificate has its stage, and so has a day that is the day of nothing else."""
    filled = ("conclusion", "certificate_no", "transferred_to", *(f"{mark}_typed" for mark in MARKS))
    nothing = pd.concat([_blank(frame, column) for column in filled], axis=1).all(axis=1)
    told = ~pd.concat([_blank(frame, column) for column in ("note", "member", "member_no")], axis=1).all(axis=1)
    return nothing & (told | _blank(frame, "date")) | ~_blank(frame, "stage")


def _readable(mark: str) -> Fine:
    return lambda frame: _blank(frame, f"{mark}_typed") | (frame[mark] >= 0)


def _enough(mark: str) -> Fine:
    """Compared unrounded; a mark that is not there says nothing."""
    return lambda frame: (frame["effect"] != "passed") | ~(frame[mark] < frame[f"{mark}_least"])


def _possible(mark: str) -> Fine:
    return lambda frame: ~(frame[mark] > frame[f"{mark}_most"])


def _certified(frame: pd.DataFrame) -> pd.Series[bool]:
    return frame["is_certified"] & (frame["effect"] == "passed")


RULES: Mapping[str, tuple[Rule, ...]] = {
    "result-stage-missing": (Rule("stage", _staged),),
    "result-stage-unknown": (Rule("stage", lambda frame: _blank(frame, "stage") | frame["is_stage"]),),
    "result-stage-backwards": (Rule("stage", lambda frame: ~(frame["stage_at"] < frame["reached"])),),
    "result-conclusion-unknown": (Rule("conclusion", lambda frame: _blank(frame, "conclusion") | frame["is_known"]),),
    "result-note-missing": (Rule("note", lambda frame: ~frame["needs_note"] | ~_blank(frame, "note")),),
    "result-date-unreadable": (Rule("date", lambda frame: _blank(frame, "date") | ~_blank(frame, "day")),),
    "result-date-future": (Rule("date", lambda frame: frame["day"] <= frame["today"]),),
    "result-date-early": (Rule("date", lambda frame: _blank(frame, "day") | (frame["day"] >= frame["since"])),),
    "result-mark-unreadable": tuple(Rule(mark, _readable(mark)) for mark in MARKS),
    "result-mark-low": tuple(Rule(mark, _enough(mark)) for mark in MARKS),
    "result-mark-high": tuple(Rule(mark, _possible(mark)) for mark in MARKS),
    "result-outdated": (Rule("conclusion", lambda frame: ~frame["is_outdated"]),),
    "result-certificate-unreadable": (
        Rule("certificate_no", lambda frame: _blank(frame, "certificate_no") | frame["is_number"]),
    ),
    "result-certificate-left": (Rule("conclusion", lambda frame: ~frame["is_certificate_left"]),),
    "result-note-gives-up": (Rule("note", lambda frame: ~(frame["gives_up"] & frame["effect"].isin(_GOING_ON))),),
    "result-certificate-early": (
        Rule("certificate_no", lambda frame: _blank(frame, "certificate_no") | _certified(frame)),
    ),
    "result-certificate-missing": (
        Rule("certificate_no", lambda frame: ~_certified(frame) | ~_blank(frame, "certificate_no")),
    ),
    "result-certificate-taken": (Rule("certificate_no", lambda frame: ~frame["is_taken"]),),
    "result-certificate-twice": (Rule("certificate_no", lambda frame: ~frame["is_twice"]),),
    "result-certificate-changed": (
        Rule(
            "certificate_no",
            lambda frame: _blank(frame, "certificate_no") | ~frame["is_changed"],
        ),
    ),
    "result-certificate-used": (Rule("certificate_no", lambda frame: ~frame["is_used"]),),
    "result-certificate-corrected": (Rule("certificate_no", lambda frame: ~frame["is_corrected"]),),
    "result-society-missing": (
        Rule("transferred_to", lambda frame: (frame["effect"] != "transferred") | ~_blank(frame, "transferred_to")),
    ),
    "result-society-unknown": (
        Rule(
            "transferred_to",
            lambda frame: (
                _blank(frame, "transferred_to")
                | (~_blank(frame, "to_society") & (frame["to_society"] != frame["society"]))
            ),
        ),
    ),
    "result-society-unasked": (
        Rule("transferred_to", lambda frame: _blank(frame, "transferred_to") | (frame["effect"] == "transferred")),
    ),
    "result-member-unknown": (Rule("member", lambda frame: _blank(frame, "member") | frame["is_member_word"]),),
    "result-member-differs": (Rule("member", lambda frame: ~frame["is_none"] | _blank(frame, "member_no")),),
}
"""Every rule by its slug, once for each cell that it may speak of."""


def returns_schema() -> pa.DataFrameSchema:
    """The schema of what societies returned; a check of the frame is named `<slug>@<column>`."""
    columns = {
        **{name: pa.Column(float, nullable=True) for name in NUMBERS},
        **{name: pa.Column(str) for name in TEXTS},
        **{name: pa.Column(bool) for name in TRUTHS},
    }
    checks = [
        pa.Check(rule.fine, name=f"{slug}@{rule.column}", ignore_na=False)
        for slug, rules in RULES.items()
        for rule in rules
    ]
    return pa.DataFrameSchema(columns, checks=checks)
