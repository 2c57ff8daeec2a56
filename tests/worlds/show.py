"""Print the figures by kind of habit, the total last, and examples of what went wrong (of the seen part only)."""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from tests.worlds.habits import HABITS, Habit
from tests.worlds.score import Complaint, Score
from tests.worlds.world import World

COLUMNS = (
    "people",
    "found",
    "vanished",
    "spurious",
    "fields",
    "disposed",
    "leaked",
    "silent",
    "‰",
    "needless",
    "/100",
    "unsaid",
)


def say(line: str = "") -> None:
    sys.stdout.write(f"{line}\n")


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}%" if whole else "-"


def line_of(name: str, tally: Counter[str]) -> str:
    people = tally["people"]
    cells = (
        str(people),
        percent(tally["found"], people),
        str(tally["vanished"]),
        str(tally["spurious"]),
        percent(tally["fields_right"], tally["fields"]),
        percent(tally["disposed_right"], tally["found"]),
        str(tally["leaked"]),
        str(tally["silent"]),
        f"{1000 * tally['silent'] / people:.1f}" if people else "-",
        str(tally["needless"]),
        f"{100 * tally['needless'] / people:.1f}" if people else "-",
        str(tally["unsaid"]),
    )
    return f"{name:28}" + "".join(f"{cell:>9}" for cell in cells)


def groups(worlds: Iterable[World], each_habit: bool, habits: Mapping[str, Habit]) -> dict[str, list[World]]:
    """Worlds by layout, format, and kind of habit (or habit)."""
    found: dict[str, list[World]] = defaultdict(list)
    for world in worlds:
        found[f"layout {world.style.layout}"].append(world)
        found[f"format {world.style.kind}"].append(world)
        if not world.habits:
            found["no habit"].append(world)
        for name in {habit if each_habit else habits[habit].kind for habit in world.habits}:
            found[f"{'' if each_habit else 'habits: '}{name}"].append(world)
    return dict(sorted(found.items()))


def figures(
    worlds: list[World],
    result: Score,
    each_habit: bool = False,
    each_single: bool = False,
    habits: Mapping[str, Habit] = HABITS,
    line: Callable[[str, Counter[str]], str] = line_of,
    columns: Sequence[str] = COLUMNS,
) -> None:
    """The table. Withheld habits are never named: only their kinds are. Of single things only those that went wrong."""
    say(f"{'':28}" + "".join(f"{name:>{max(9, len(columns[0]) + 1)}}" for name in columns))
    if each_single:
        singles: dict[str, list[World]] = defaultdict(list)
        for world in worlds:
            singles[world.only].append(world)
        for name, members in singles.items():
            if any(complaint.world.only == name for complaint in result.complaints):
                say(line(name, result.total(members)))
    else:
        for name, members in groups(worlds, each_habit, habits).items():
            say(line(name, result.total(members)))
    say(line("ALL", result.total(worlds)))


def record(complaints: list[Complaint], path: Path) -> None:
    """All complaints as JSON lines, for a developer to sort and count."""
    with path.open("w", encoding="utf-8") as stream:
        for one in complaints:
            said = {"what": one.what, "world": one.world.number, "only": one.world.only, "habits": one.world.habits}
            said |= {"layout": one.world.style.layout, "format": one.world.style.kind, "person": one.person}
            said |= {"field": one.field, "wanted": one.wanted, "got": one.got, "findings": one.findings}
            stream.write(json.dumps(said, ensure_ascii=False) + "\n")


def examples(complaints: list[Complaint], count: int) -> None:
    """What went wrong, the silent first, at most two lines of one world."""
    order = (
        "silent",
        "leaked",
        "vanished",
        "lost",
        "spurious",
        "disposition",
        "field",
        "unsaid",
        "refused",
        "needless",
    )
    shown: Counter[tuple[int, str]] = Counter()
    left = count
    for complaint in sorted(complaints, key=lambda one: order.index(one.what)):
        key = (complaint.world.number, complaint.what)
        shown[key] += 1
        if shown[key] > 2 or not left:
            continue
        left -= 1
        say(described(complaint))


def described(complaint: Complaint) -> str:
    world = complaint.world
    style = f"{world.style.layout}/{world.style.kind}/{world.style.carrier}"
    habits = world.only or "+".join(world.habits) or "-"
    return (
        f"{complaint.what:11} world {world.number} [{style}] {habits}: {complaint.person} {complaint.field} "
        f"wanted {complaint.wanted[:60]!r} got {complaint.got[:60]!r} ({complaint.findings[:120]})"
    )
