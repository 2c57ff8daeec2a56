"""The clerk of a notice: what the form asks, when it is sent, in what files; and the submissions that come of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.worlds.chance import Dice
from tests.worlds.habits import STAGES, Habit
from tests.worlds.notices.applicant import Applicant
from tests.worlds.notices.sending import Sending
from tests.worlds.world import Style

TRIES = 400


@dataclass(frozen=True)
class Clerk:
    """`form`: its words (TOML); `kinds` and `layouts` with their weights, `layout_kinds` where not all go together."""

    notice: str
    form: str
    now: str
    received: str
    kinds: dict[str, int]
    layouts: dict[str, int]
    draw_people: Callable[[Dice, Sending, int], list[Applicant]]
    make: Callable[[Sending, str], None]  # what the form adds at a stage, before its habits
    layout_kinds: dict[str, tuple[str, ...]] = field(default_factory=dict)
    carriers: tuple[str, ...] = ("folder", "mail", "zip")
    habits: dict[str, Habit] = field(default_factory=dict)
    people: tuple[int, int] = (1, 3)
    world: type[Sending] = Sending

    def habit(
        self, kind: str, stage: str, *, group: str = "", layouts: tuple[str, ...] = (), kinds: tuple[str, ...] = ()
    ) -> Callable[[Callable[[Sending], bool]], Callable[[Sending], bool]]:
        """Register a habit of this clerk under its function's name, as `worlds.habits.habit` does."""

        def keep(bend: Callable[[Sending], bool]) -> Callable[[Sending], bool]:
            says = (bend.__doc__ or "").strip().split("\n")[0]
            name = bend.__name__
            if name in self.habits:
                raise ValueError(f"two habits of {self.notice} are called {name}")
            self.habits[name] = Habit(name, kind, stage, bend, says, group or name, layouts, kinds)  # type: ignore[arg-type]
            return bend

        return keep

    def plain(self, number: int, seed: str) -> Sending:
        """A clerk who fills in the form as it is printed."""
        dice = Dice(f"{self.notice}/{seed}/{number}", "seen")
        style = Style(layout=next(iter(self.layouts)), kind=next(iter(self.kinds)), carrier=dice.one(self.carriers[:2]))
        return self._made(number, seed, dice, style, [])

    def draw(self, number: int, seed: str, part: str, only: str = "") -> Sending:
        """The submission of this number; with `only`, one of a single habit, layout:…, format:… or word."""
        kind, _, word = only.partition(":")
        for attempt in range(TRIES):
            dice = Dice(f"{self.notice}/{seed}/{number}/{part}/{only}/{attempt}", "all" if only else part)
            habits = ([] if word else [self.habits[only]]) if only else self._drawn_habits(dice)
            style = self._style(dice, habits, kind if word else "", word)
            if style is None:
                continue
            if word and kind not in ("layout", "format"):
                dice.forced = (kind, word)
            if only:
                style.plain = 1.0
            made = self._made(number, seed, dice, style, habits)
            made.only = only
            if dice.forced and not dice.forced_used:
                continue
            if (part != "withheld" or only or dice.used_withheld) and len(made.habits) == len(habits):
                return made
        raise LookupError(f"no submission of {self.notice} {part} {only} in {TRIES} tries")

    def _drawn_habits(self, dice: Dice) -> list[Habit]:
        names = dice.allowed("habit", sorted(self.habits))
        chosen: list[Habit] = []
        for _ in range(dice.one((0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5))):
            drawn = self.habits[dice.one(names)]
            if drawn.group not in [habit.group for habit in chosen]:
                chosen.append(drawn)
        return chosen

    def _style(self, dice: Dice, habits: Sequence[Habit], kind: str, word: str) -> Style | None:
        layouts, kinds = set(self.layouts), set(self.kinds)
        for habit in habits:
            layouts &= set(habit.layouts) or layouts
            kinds &= set(habit.kinds) or kinds
        layouts = {word} if kind == "layout" else layouts
        kinds = {word} if kind == "format" else kinds
        pairs = [
            (layout, each, self.layouts[layout] * self.kinds[each])
            for layout in sorted(layouts)
            for each in sorted(kinds)
            if each in self.layout_kinds.get(layout, tuple(self.kinds))
        ]
        if not pairs:
            return None
        layout, chosen, _ = dice.random.choices(pairs, [weight for _, _, weight in pairs])[0]
        plain = dice.one((1.0, 0.9, 0.7, 0.5, 0.3))
        return Style(layout=layout, kind=chosen, plain=plain, carrier=dice.one(self.carriers))

    def _made(self, number: int, seed: str, dice: Dice, style: Style, habits: Sequence[Habit]) -> Sending:
        made = self.world(number, seed, dice, "", [], style, form=self.form, received=self.received)
        made.people = self.draw_people(dice, made, dice.number(*self.people))
        for stage in STAGES:
            self.make(made, stage)
            for habit in habits:
                if habit.stage == stage and habit.bend(made):  # type: ignore[arg-type]
                    made.habits.append(habit.name)
                    if habit.withheld:
                        dice.used_withheld.add(f"habit:{habit.name}")
        return made
