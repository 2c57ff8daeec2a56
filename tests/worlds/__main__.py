"""Worlds of submissions with their truth, through the real program: `make worlds N=… SEED=…`.

A world is a unit's data, a random clerk who writes it down (software, layout, order, words, errors, vetoes, leftovers),
and what must come of it. Written from the notice and from what units send, without a look at the recogniser.

30 % of the words and habits are withheld (`chance.py`). Whoever works on the recogniser looks at outcomes of the seen
part only; of the others this prints figures and no example. `--part withheld` is for the last figure.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.worlds import show, words
from tests.worlds.chance import PARTS, Dice
from tests.worlds.habits import HABITS, Habit
from tests.worlds.notices import spelling
from tests.worlds.notices.all import CLERKS
from tests.worlds.notices.clerks import Clerk
from tests.worlds.notices.hours import HOURS
from tests.worlds.notices.hours_run import process_records
from tests.worlds.notices.hours_score import COLUMNS, line_of, score_records
from tests.worlds.package import KINDS
from tests.worlds.run import draw_worlds, process, write
from tests.worlds.score import Score, score
from tests.worlds.styles import HABIT_OF_WORD, LAYOUT_WEIGHTS
from tests.worlds.world import World


def main() -> None:
    """Draw, write, process, compare, print. Measuring never fails."""
    arguments = _arguments()
    clerk = CLERKS.get(arguments.notice)
    habits: dict[str, Habit] = clerk.habits if clerk else HABITS
    if arguments.list:
        for habit in sorted(habits.values(), key=lambda habit: (habit.kind, habit.name)):
            if not habit.withheld:
                show.say(f"{habit.kind:16} {habit.name:26} {habit.says}")
        return
    if arguments.part != "seen" and (arguments.only or arguments.each or arguments.habits):
        raise SystemExit("one thing alone is shown of the seen part only")
    if unknown := [name for name in singles(arguments, clerk) if not known(name, arguments.part, clerk)]:
        raise SystemExit(f"nothing of this part is called {unknown[0]}; see --list")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(arguments.keep or temporary).absolute()
        if (folder / "register.db").exists():
            raise SystemExit(f"{folder} holds an earlier run; name an empty folder")
        folder.mkdir(parents=True, exist_ok=True)
        worlds = draw_worlds(arguments.people, arguments.seed, arguments.part, singles(arguments, clerk), clerk)
        if arguments.world is not None:
            worlds = [world for world in worlds if world.number == arguments.world]
        write(worlds, folder / "inbox")
        result = _measured(worlds, folder, clerk)
        looks = (line_of, COLUMNS) if clerk is HOURS else (show.line_of, show.COLUMNS)
        show.figures(worlds, result, arguments.habits, bool(arguments.each), habits, *looks)
        if arguments.part == "seen":
            show.examples(result.complaints, arguments.show)
            if arguments.keep:
                show.record(result.complaints, folder / "complaints.jsonl")


def _measured(worlds: list[World], folder: Path, clerk: Clerk | None) -> Score:
    if clerk is HOURS:
        return score_records(worlds, process_records(folder, worlds))
    return score(worlds, process(folder, clerk=clerk))


def singles(arguments: argparse.Namespace, clerk: Clerk | None) -> list[str]:
    """What the worlds are to show one at a time; empty: worlds as clerks mix them."""
    if arguments.only:
        return [str(arguments.only)]
    dice = Dice("", arguments.part)
    if clerk:
        return singles_of(clerk, arguments.each, dice)
    if arguments.each == "habits":
        return dice.allowed("habit", sorted(HABITS))
    if arguments.each == "words":
        return [name for name in words.every(dice) if shown(name, arguments.part)]
    if arguments.each == "carriers":
        return [f"layout:{name}" for name in LAYOUT_WEIGHTS] + [f"format:{name}" for name in KINDS]
    return []


def singles_of(clerk: Clerk, each: str, dice: Dice) -> list[str]:
    """The same of the clerk of another notice."""
    if each == "habits":
        return dice.allowed("habit", sorted(clerk.habits))
    if each == "words":
        return spelling.every(dice, clerk.form)
    if each == "carriers":
        return [f"layout:{name}" for name in clerk.layouts] + [f"format:{name}" for name in clerk.kinds]
    return []


def shown(name: str, part: str) -> bool:
    """False for a word that only a withheld habit writes."""
    habit = HABIT_OF_WORD.get(name.partition(":")[0])
    return habit is None or part != "seen" or not HABITS[habit].withheld


def known(name: str, part: str, clerk: Clerk | None) -> bool:
    """Whether there is such a habit, layout, format or word, and this part may show it."""
    kind, _, word = name.partition(":")
    if clerk:
        dice = Dice("", part)
        listed = dice.allowed("habit", sorted(clerk.habits)) + singles_of(clerk, "carriers", dice)
        return name in listed or name in spelling.every(dice, clerk.form)
    if not word:
        return name in HABITS and not (part == "seen" and HABITS[name].withheld)
    if kind in ("layout", "format"):
        return word in (*LAYOUT_WEIGHTS, *KINDS)
    return name in words.every(Dice("", part)) and shown(name, part)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.worlds", description=__doc__.split("\n")[0] if __doc__ else ""
    )
    parser.add_argument("people", nargs="?", type=int, default=1000, help="about how many people, or activities")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--part", choices=PARTS, default="seen")
    parser.add_argument(
        "--notice",
        choices=("2025", *CLERKS),
        default="2025",
        help="whose clerks; 2025: attachment 3; hours: records of activities",
    )
    parser.add_argument("--only", default="", metavar="NAME", help="one habit, layout:…, format:… or kind:word alone")
    parser.add_argument("--each", choices=("habits", "words", "carriers"), help="each of them alone, in turn")
    parser.add_argument("--world", type=int, help="only the world of this number")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="examples of what went wrong (seen part only)")
    parser.add_argument("--keep", default="", metavar="FOLDER", help="an empty folder for inbox, outbox and exports")
    parser.add_argument("--habits", action="store_true", help="figures by habit instead of by kind")
    parser.add_argument("--list", action="store_true", help="the habits of the seen part")
    return parser.parse_args()


if __name__ == "__main__":
    main()
