"""Habits of records of activities: whose it is, when it was, how long, of what kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from tests.worlds.notices.deeds import Deed
from tests.worlds.notices.hours import HOURS, SINGLE
from tests.worlds.notices.record import Record

SHEETS = ("xlsx", "xls", "ods", "fods")


def record(
    kind: str, stage: str = "people", *, group: str = "", layouts: tuple[str, ...] = (), kinds: tuple[str, ...] = ()
):  # type: ignore[no-untyped-def]
    """Register a habit of records."""
    return HOURS.habit(kind, stage, group=group, layouts=layouts, kinds=kinds)


def some(world: Record, fits: Callable[[Deed], bool] = lambda _: True, share: float = 0.4) -> list[Deed]:
    """Some of the deeds that fit, at least one where there are any."""
    found = [deed for deed in world.deeds if fits(deed) and not deed.texts and deed.want == "taken"]
    return [deed for deed in found if world.dice.chance(share)] or found[:1]


def each(deeds: Iterable[Deed], bend: Callable[[Deed], None]) -> bool:
    """Whether there was any to bend."""
    listed = list(deeds)
    for deed in listed:
        bend(deed)
    return bool(listed)


# ---- whose it is ----


@record("holder", group="number")
def number_of_nobody(world: Record) -> bool:
    """A slip in the number of the certificate: nobody has that one."""
    holder = world.dice.one(world.held)
    slip = f"{holder.certificate_no[:-2]}77"
    for deed in holder.deeds:
        deed.number = slip
        deed.refuse()
    return True


@record("holder", group="number", layouts=("list", "sheets", "files", "stacked"))
def number_of_another(world: Record) -> bool:
    """One has the number of a colleague."""
    first, second = world.held[:2]
    for deed in first.deeds:
        deed.number = second.certificate_no
        deed.refuse()
    return True


@record("holder", group="number")
def name_misspelt(world: Record) -> bool:
    """The number is right, the name has another character."""
    holder = world.dice.one(world.held)
    last = "峰" if holder.name[-1] != "峰" else "锋"
    for deed in holder.deeds:
        deed.name = f"{holder.name[:-1]}{last}"
        deed.refuse()
    return True


@record("holder", group="number")
def blanks_in_name(world: Record) -> bool:
    """Names of two characters are spaced out, others have a blank behind."""
    blank = world.dice.word("blanks_in_name", (" ", "　", "  "))
    for deed in world.deeds:
        name = deed.holder.name
        deed.name = f"{name[0]}{blank}{name[1]}" if len(name) == 2 else f"{name}{blank}"
    return True


@record("holder", group="number")
def blanks_round_number(world: Record) -> bool:
    """The number of the certificate has blanks around it."""
    form = world.dice.word("blanks_round_number", (" {}", "{} ", " {} ", "　{}", "{}\n"))
    for deed in world.deeds:
        deed.number = form.format(deed.holder.certificate_no)
    return True


@record("holder", group="number")
def number_in_full_width(world: Record) -> bool:
    """The number is typed in full width, or in small letters."""
    wide = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})
    for deed in world.deeds:
        deed.number = deed.holder.certificate_no.translate(wide)
        deed.doubt("holder")
    return True


@record("holder", group="number")
def number_prefixed(world: Record) -> bool:
    """The number has 证书编号 or No. in its cell."""
    form = world.dice.word("number_prefixed", ("No.{}", "编号：{}", "证书编号：{}", "第{}号", "NO:{}"))
    for deed in world.deeds:
        deed.number = form.format(deed.holder.certificate_no)
        deed.doubt("holder")
    return True


@record("holder", group="number")
def no_numbers(world: Record) -> bool:
    """Nobody tells the number of the certificate; the unit is known."""
    world.numbered = False
    world.style.carrier = "folder"
    if "certificate_no" in world.columns:
        world.columns.remove("certificate_no")
    for deed in world.deeds:
        deed.sayable.add("holder")
    return True


@record("holder", group="number")
def two_certificates(world: Record) -> bool:
    """One has two certificates, and tells no number."""
    holder = world.dice.one(world.held)
    holder.more[f"{holder.certificate_no}-2"] = holder.issued + timedelta(20)
    world.style.carrier = "folder"
    if world.listed:
        for deed in holder.deeds:
            deed.texts["certificate_no"] = ""
    else:
        world.numbered = False
    for deed in world.deeds if not world.listed else holder.deeds:
        deed.doubt("holder")
        deed.unsure |= {"holder"} if deed.holder is holder else set()
    return True


@record("holder", group="number")
def revoked(world: Record) -> bool:
    """The certificate was revoked since."""
    holder = world.dice.one(world.held)
    holder.revoked_on = "2026-05-20"
    for deed in holder.deeds:
        deed.want = "either"
    return True


@record("holder", group="unit", layouts=("list",))
def with_units(world: Record) -> bool:
    """The list has a column for the unit."""
    world.columns.insert(world.columns.index("name") + 1, "unit")
    return True


@record("holder", group="fill", layouts=("list",))
def holder_once(world: Record) -> bool:
    """The holder stands in the first of their lines only."""
    world.fill = "blank"
    return True


@record("holder", group="fill", layouts=("list",), kinds=("xlsx", "xls", "ods", "fods", "docx"))
def holder_merged(world: Record) -> bool:
    """The holder's cell is merged over all of their lines."""
    world.fill = "merge"
    return True


@record("holder", group="fill", layouts=("list",))
def holder_ditto(world: Record) -> bool:
    """同上 below the first line of a holder."""
    world.fill = "ditto"
    return True


@record("holder", group="head", layouts=SINGLE)
def head_inline(world: Record) -> bool:
    """姓名：张三 in one cell each."""
    world.head = "inline"
    return True


@record("holder", group="head", layouts=SINGLE)
def head_in_one_line(world: Record) -> bool:
    """All that says whose it is stands in one line."""
    world.head = "one_line"
    return True


@record("holder", group="head", layouts=SINGLE)
def head_in_lines(world: Record) -> bool:
    """Label and value below one another, without colons."""
    world.head = "lines"
    return True


@record("holder", group="head", layouts=SINGLE)
def head_own_lines(world: Record) -> bool:
    """姓名：张三 below one another."""
    world.head = "own_lines"
    return True
