"""Compare records of activities with what the register holds of them.

Counted for each record, and summed for each of its habits:

- activities, taken: those that can be taken as they are written, and those of them that were;
- fields, fields right: holder, kind, days, minutes, grade and place of those that were taken;
- refused: not taken though they could be, and something was said;
- lost: not taken, and nothing said;
- silent: taken with a wrong value, or though they could not be, and nothing said of it;
- spurious: what was taken and is no activity, or became a person;
- needless: warnings of what is right, and of lines that are no activity;
- unsaid: something had to be said, and was not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model.hours import Activity
from tests.worlds.notices.deeds import Deed
from tests.worlds.notices.hours_run import Told
from tests.worlds.notices.record import Record
from tests.worlds.score import LOUD, UNREAD, Complaint, Score, root, squash
from tests.worlds.show import percent

COLUMNS = ("activities", "taken", "fields", "refused", "lost", "silent", "‰", "spurious", "needless", "unsaid")
ABOUT = {"holder": ("holder",), "kind": ("kind",), "date": ("began", "ended"), "early": ("began",)}
ABOUT |= {"future": ("began",), "time": ("minutes",), "grade": ("grade",), "place": ("place",)}
ALLOWED = {"excluded"}  # of who was
NAMELESS = 4  # fields by which a line that was taken without its title is told
COPIES = ("副本", "-旧")  # in the names of files that say once more what another says


def line_of(name: str, tally: Counter[str]) -> str:
    """One line of figures."""
    activities = tally["activities"]
    cells = [
        str(activities),
        percent(tally["taken"], tally["takeable"]),
        percent(tally["fields_right"], tally["fields"]),
    ]
    cells += [str(tally["refused"]), str(tally["lost"]), str(tally["silent"])]
    cells += [f"{1000 * tally['silent'] / activities:.1f}" if activities else "-"]
    cells += [str(tally[name]) for name in ("spurious", "needless", "unsaid")]
    return f"{name:28}" + "".join(f"{cell:>11}" for cell in cells)


def score_records(worlds: Sequence[Record], told: Told) -> Score:
    """Every record against the activities and findings that came of it."""
    result = Score()
    for world in worlds:
        own = [each for each in told.activities if root(each.source_file) in world.roots]
        said = [each for each in told.findings if root(each["file"]) in world.roots]
        _Record(world, result, own, said).compare()
    if (told.wanted, told.wanted) != (told.before, told.after):
        wanted = f"{told.wanted} people"
        result.by_world[worlds[0].number]["spurious"] += abs(told.after - told.wanted)
        result.complaints.append(Complaint(worlds[0], "spurious", "", "", wanted, f"{told.before}, {told.after}", ""))
    return result


def row_of(cell: str) -> str:
    """The number of the row of a cell."""
    return re.sub(r"\D", "", cell)


@dataclass
class _Record:
    world: Record
    result: Score
    taken: list[Activity]
    findings: list[dict[str, str]]

    def compare(self) -> None:
        tally = self.result.by_world[self.world.number]
        pairs = dict(self._pairs())
        missing = 0
        for at, deed in enumerate(self.world.deeds):
            tally["activities"] += 1
            tally["takeable"] += deed.want == "taken"
            if at in pairs:
                self._taken(tally, deed, pairs[at])
            else:
                missing += 1
                tally["refused"] += deed.want == "taken"
        for activity in self.taken:
            tally["spurious"] += 1
            self._complain(
                "spurious", activity.title, "", "no activity", f"{activity.source_sheet}!{activity.source_cell}"
            )
        self._missing(tally, missing, set(pairs))
        self._needless(tally, list(pairs.values()), [self.world.deeds[at] for at in pairs])

    def _pairs(self) -> Iterator[tuple[int, Activity]]:
        """The place of every deed that was taken, with what was taken of it."""
        likely = [
            (_fit(deed, each), -at, place)
            for at, deed in enumerate(self.world.deeds)
            for place, each in enumerate(self.taken)
            if squash(each.title) == squash(deed.title) or (not each.title and _fit(deed, each) >= NAMELESS)
        ]
        pairs: dict[int, int] = {}
        for _, at, place in sorted(likely, reverse=True):
            if -at not in pairs and place not in pairs.values():
                pairs[-at] = place
        taken, self.taken = self.taken, [each for at, each in enumerate(self.taken) if at not in pairs.values()]
        yield from ((at, taken[place]) for at, place in sorted(pairs.items()))

    def _taken(self, tally: Counter[str], deed: Deed, activity: Activity) -> None:
        tally["taken"] += deed.want == "taken"
        told = {field for each in self._near(activity) for field in about(each)}
        got = fields_of(activity)
        wrong = [name for name, value in deed.fields().items() if got[name] != value]
        tally["fields"] += len(deed.fields())
        tally["fields_right"] += len(deed.fields()) - len(wrong)
        quiet = [name for name in wrong if name not in told and name != "title"]
        tally["silent"] += bool(quiet) or deed.want == "refused"
        for name in wrong:
            what = "silent" if name in quiet else "field"
            self._complain(what, deed.title, name, deed.fields()[name], f"{got[name]} {self._typed(activity)}")
        if deed.want == "refused" and not quiet:
            self._complain("silent", deed.title, "", "refused", f"taken {self._typed(activity)}")
        for name in deed.must - told:
            tally["unsaid"] += 1
            self._complain("unsaid", deed.title, name, "something said", f"{got[name]} {self._typed(activity)}")

    def _missing(self, tally: Counter[str], missing: int, taken: set[int]) -> None:
        """What was not taken against what was said not to be."""
        unread = {each["slug"] for each in self.findings} & {*UNREAD, "hours-sheet-unread"}
        said = sum(
            int(each["value"] or 0)
            for each in self.findings
            if each["slug"] == "hours-not-taken" and not any(copy in each["file"] for copy in COPIES)
        )
        lost = 0 if unread else max(0, missing - said)
        tally["lost"] += lost
        spare = max(0, said - missing - (len(self.world.tables) if "refused" in self.world.may else 0))
        spare -= spare if "line_twice" in self.world.habits else 0
        tally["needless"] += spare
        reasons = " ".join(each["message"] for each in self.findings if each["slug"] in {"hours-not-taken", *unread})
        untaken = [deed for at, deed in enumerate(self.world.deeds) if at not in taken]
        for deed in untaken:
            if lost or deed.want == "taken":
                what = "vanished" if lost else "refused"
                self._complain(what, deed.title, "", f"{deed.want} ({lost} lost)", "not taken", reasons)
        if spare:
            self._complain("needless", "", "", "nothing said", f"{spare} lines that are none", reasons)

    def _needless(self, tally: Counter[str], taken: list[Activity], deeds: list[Deed]) -> None:
        for activity, deed in zip(taken, deeds, strict=True):
            for each in self._near(activity):
                if each["severity"] in LOUD and not set(about(each)) & (deed.sayable | deed.unsure | deed.must):
                    tally["needless"] += 1
                    self._complain("needless", deed.title, each["slug"], "nothing said", repr(each["value"]))
        for each in self.findings:
            if not each["slug"].startswith("hours-") and each["severity"] in LOUD and each["slug"] not in ALLOWED:
                tally["needless"] += 1
                self._complain("needless", each["file"], each["slug"], "nothing said", each["message"][:60])

    def _near(self, activity: Activity) -> list[dict[str, str]]:
        """What was said of the line of an activity, or of the holder of its sheet."""
        found = []
        for each in self.findings:
            same = (each["file"], each["sheet"]) == (activity.source_file, activity.source_sheet)
            if not same or each["slug"] == "hours-not-taken":
                continue
            of_sheet = each["slug"].startswith("hours-holder") and not self.world.listed
            if row_of(each["cell"]) == row_of(activity.source_cell) or of_sheet:
                found.append(each)
        return found

    def _typed(self, activity: Activity) -> str:
        said = ",".join(each["slug"] for each in self._near(activity))
        return f"({activity.source_sheet}!{activity.source_cell} {activity.kind} {activity.claimed}; {said})"

    def _complain(self, what: str, title: str, name: str, wanted: str, got: str, said: str = "") -> None:
        self.result.complaints.append(Complaint(self.world, what, title, name, wanted, got, said))


def about(finding: dict[str, str]) -> tuple[str, ...]:
    """The fields that a finding is about."""
    slug = finding["slug"].removeprefix("hours-")
    if slug == "column-unread":
        return ("grade", "place", "title", "began", "ended")
    return ABOUT.get(slug.split("-")[0], (slug,))


def fields_of(activity: Activity) -> dict[str, str]:
    """What is compared of an activity."""
    return {
        "holder": activity.certificate_no,
        "kind": activity.kind,
        "began": activity.began_on,
        "ended": activity.done_on.isoformat(),
        "title": squash(activity.title),
        "minutes": str(activity.minutes),
        "grade": activity.grade,
        "place": str(activity.place),
    }


def _fit(deed: Deed, activity: Activity) -> int:
    got = fields_of(activity)
    return sum(got[name] == value for name, value in deed.fields().items())
