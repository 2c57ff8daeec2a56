"""企业名称（企业联系及手机号码): company, contact and phone, which the form asks for in one cell (004:181)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from pipeline.normalise.countries import HOME, in_mainland
from pipeline.normalise.emails import take_emails
from pipeline.normalise.marks import is_blank
from pipeline.normalise.names import stored_name, without_inner_blanks
from pipeline.normalise.phones import Phone, phone, without_extensions
from pipeline.text.fold import fold
from pipeline.text.patterns import pattern
from schemas.contacts import contacts_file
from schemas.forms import common_file
from schemas.named import NamedTuple


class Company(NamedTuple):
    """A company and its contact. `how` is "unparsed" if text remains that is neither name nor phone."""

    value: str = ""
    how: str = ""
    hint: str = ""
    contact: str = ""
    phone: str = ""
    phone_how: str = ""
    phone_hint: str = ""


@lru_cache(maxsize=8192)  # of a project the same is asked again as of its people
def company(text: str, contact_text: str = "", phone_text: str = "", project: str = "") -> Company:
    """Parse the company cell; separate columns of contact and phone, if any, take precedence. `project`: its countries,
    where a number without country code may belong if it is none of the mainland."""
    cell = "" if is_blank(text) else _in_one_line(_SEAL.sub("", _NUMBERING.sub("", _name_label().sub("", text))))
    name, rest = _split(cell)
    name, person = _without_person(name)
    if _is_a_person(name, rest):
        name, person = _company_behind(rest), name
        rest = rest.removesuffix(name)
    if fold(name) in contacts_file().company.own or _DAY.fullmatch(name):
        name = ""
    inside = _contact(f"{person}\n{rest}" if person else rest, project)
    beside = _contact("\n".join(part for part in (contact_text, phone_text) if not is_blank(part)), project)
    number = beside.number if beside.number.how else inside.number
    left = inside.left or beside.left or bool(person) or (bool(cell) and not name)
    left = left or (bool(inside.name) and _is_torn(name, rest))
    return Company(
        value=name,
        how=("unparsed" if left else "ok") if cell else "",
        contact=beside.name or inside.name,
        phone=number.value,
        phone_how=number.how,
        phone_hint=number.hint,
    )


def _in_one_line(text: str) -> str:
    """The text with a company name rejoined that a narrow column broke over several lines."""
    lines = _broken_tail().sub("", text).split("\n")
    for count in range(1, len(lines)):
        if not (_PIECE.fullmatch(lines[count - 1]) and _PIECE.fullmatch(lines[count])):
            break
        if lines[count - 1].rstrip().endswith(_endings()):
            break
        if (name := "".join(line.strip() for line in lines[: count + 1])).endswith(_endings()):
            return "\n".join([name, *lines[count + 1 :]])
    return "\n".join(lines)


@cache
def _broken_tail() -> re.Pattern[str]:
    """Matches the line break inside 有限\\n公司, 集团\\n有限公司."""
    company = contacts_file().company
    tails, end = "|".join(company.tails), company.tail_end
    return re.compile(rf"(?<=\S)[ \t]*\n[ \t]*(?=(?:{tails})+{end}|{end}[ \t]*(?:$|[\n（(,，;；、]))")


_PIECE = pattern(r"\s*[\u3400-\u9fff（）()]+\s*")


class _Contact(NamedTuple):
    name: str
    number: Phone
    left: bool  # whether text remains that is neither


_PHONE = r"(?:\(?[+＋]\s*\d|[0-9０-９])[0-9０-９()（）\s.－—-]{5,}[0-9０-９]"
_NUMBER = pattern(_PHONE)
_HAN_NAME = r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]+[·•][\u3400-\u9fff·•]+"
_NUMBERING = pattern(r"^\s*(?:[（(]\d{1,2}[)）]|\d{1,2}[.．、](?!\d)|[①-⑳])\s*")
_DAY = pattern(r"\d{4}\s*[年./-]\s*\d{1,2}(?:\s*[月./-]\s*(?:\d{1,2}\s*日?)?)?")
_SEAL = pattern(r"[(（]\s*(?:加?盖公?章|公章|签章)\s*[)）]\s*$")
_CHINESE = range(0x3400, 0xA000)
_LATIN_NAME = pattern(r"[A-Za-z][A-Za-z .'-]{1,40}")
_TRIM_OPEN = " \t\r\n\u3000,，;；:：、,/／(（[【-—"
_BETWEEN = pattern(r"[\n,，;；、/／:：()（）\[\]【】]+")
_LONGEST_SHORT_LABEL = 2  # characters
_LONGEST_NAME = 4
_BEFORE_A_PERSON = r"\s(（,，;；、:：/—–－-"
_APART = pattern(rf"[{_BEFORE_A_PERSON}]")


def _split(text: str) -> tuple[str, str]:
    """The company's name and the rest, which begins at a line break, contact label, bracketed phone or phone."""
    begins = [match.start() for match in (pattern.search(text) for pattern in _beginnings()) if match]
    start = min(begins, default=len(text))
    name, rest = text[:start].rstrip(_TRIM_OPEN), text[start:]
    if rest and (person := _behind_company().fullmatch(name)) and not person[2].endswith(_endings()):
        name, rest = person[1], f"{person[2]} {rest}"
    elif rest and (known := _without_person(name))[1]:
        name, rest = known[0], f"{known[1]} {rest}"
    return name, rest


def _without_person(text: str) -> tuple[str, str]:
    """Split X公司（王某）, X公司 王某 into the company and what is likely a person, though no phone confirms it."""
    found = _behind_company().fullmatch(text.rstrip(")） ")) if _APART.search(text) else None
    parted = found is not None and not text.startswith(found[1] + found[2])
    if found is None or not parted or found[2][0] not in contacts_file().name.surnames:
        return without_inner_blanks(text), ""
    if in_mainland(fold(found[2])) or found[2].endswith(_endings()):
        return without_inner_blanks(text), ""
    return without_inner_blanks(found[1]), found[2]


def _is_a_person(name: str, rest: str) -> bool:
    """Whether the cell has only a contact and no company: 喻安 13912345678."""
    surnames = contacts_file().name.surnames
    return bool(rest) and 1 < len(name) < _LONGEST_NAME and name[0] in surnames and not name.endswith(_endings())


def _company_behind(rest: str) -> str:
    """The company behind a contact and a phone: 喻安 13912345678 某公司."""
    behind = _NUMBER.split(rest)[-1].strip(_TRIM_OPEN)
    return behind if behind.endswith(contacts_file().company.line_endings) else ""


def _is_torn(name: str, rest: str) -> bool:
    """Whether a line break alone parts what is no whole name from what may be its end: 中国\\n水电."""
    is_bare = rest.startswith("\n") and not _NUMBER.search(rest) and _labels().search(rest) is None
    return is_bare and not name.isascii() and not name.endswith(_endings())


@cache
def _name_label() -> re.Pattern[str]:
    """Matches a label such as 企业名称： before the name."""
    words = sorted(contacts_file().company.name_labels, key=len, reverse=True)
    return re.compile(rf"^\s*(?:{'|'.join(map(re.escape, words))})\s*[:：]\s*")


@cache
def _beginnings() -> tuple[re.Pattern[str], ...]:
    words = contacts_file().company.labels
    labels = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    ends = [re.escape(word) for word in _endings() if len(word) > 1]
    behind = "|".join(f"(?<={before})" for before in (r"[\s()（）\[\]【】;；,，、/]", *ends))
    return (
        re.compile(rf"(?:{behind})(?:{labels})|(?:{labels})\s*[:：]", re.IGNORECASE),
        re.compile(rf"[(（\[【][^()（）\[\]【】]*{_PHONE}"),
        _NUMBER,
        re.compile(r"\n"),
    )


@cache
def _endings() -> tuple[str, ...]:
    return contacts_file().company.endings


@cache
def _behind_company() -> re.Pattern[str]:
    """Matches X公司 张三, X公司（张三: a person's name after the last ending of an organisation's name."""
    endings = "|".join(map(re.escape, _endings()))
    return re.compile(
        rf"(.*(?:{endings})[)）]?)[{_BEFORE_A_PERSON}]*({_HAN_NAME})(?:\s*[(（][^()（）]*[)）]?)?", re.DOTALL
    )


def _contact(text: str, project: str) -> _Contact:
    if is_blank(text):
        return _Contact("", Phone(), left=False)
    number = phone(text, HOME, project=project)
    words = _labels().sub("\n", _NUMBER.sub("\n", without_extensions(take_emails(text)[1])))
    owners = contacts_file().company.name_labels  # 公司电话, whose label is 电话
    parts = [person for part in _BETWEEN.split(words) for person in _people(part) if person not in owners]
    names = _contacts([person for person in parts if _is_a_name(person)])
    if number.how == "invalid" and not _NUMBER.search(text):
        number = Phone()
    return _Contact(names[0] if names else "", number, left=len(parts) > 1 or len(parts) != len(names))


def _contacts(names: list[str]) -> list[str]:
    """The names without roles (法人：王某，联系人：秦某): who stands behind one gives way to somebody else."""
    roles = common_file().somebody.words
    behind = [name for before, name in pairwise(names) if before in roles]
    named = [name for name in names if name not in roles]
    return [name for name in named if name not in behind] or named


def _people(text: str) -> list[str]:
    """The names in a part of the text; blanks separate names, but not the characters of one name (王 某)."""
    text = " ".join(part for part in text.split() if fold(part) not in _short_labels())
    plain = stored_name(text)
    words = text.split()
    if not plain or plain.isascii() or (len(words) > 1 and all(len(word) == 1 and _is_chinese(word) for word in words)):
        return [plain] if plain else []
    return [part for part in map(stored_name, words) if part]


def _is_a_name(text: str) -> bool:
    """Whether the text is a person's name, with or without a title right after it (王某某经理)."""
    if text.endswith(contacts_file().company.tail_end):
        return False
    if _is_like_a_name(text):
        return True
    titles = sorted(contacts_file().name.titles, key=len, reverse=True)
    return any(text.endswith(title) and _is_like_a_name(text.removesuffix(title)) for title in titles)


def _is_like_a_name(text: str) -> bool:
    """Whether it is written as names are: two to four Chinese characters, more around a dot, or Latin letters."""
    if text.isascii():
        return bool(_LATIN_NAME.fullmatch(text))
    first, dot, others = text.replace("•", "·").partition("·")
    if dot:
        return bool(first and others) and _is_chinese(first) and _is_chinese(others.replace("·", ""))
    return 1 < len(text) <= _LONGEST_NAME and _is_chinese(text)


def _is_chinese(text: str) -> bool:
    return all(ord(character) in _CHINESE for character in text)


@cache
def _labels() -> re.Pattern[str]:
    contacts = contacts_file()
    around_numbers = [word for word in contacts.phone.labels if len(word) > _LONGEST_SHORT_LABEL]
    words = sorted([*contacts.company.labels, *around_numbers], key=len, reverse=True)
    return re.compile("|".join(re.escape(word) for word in words), re.IGNORECASE)


@cache
def _short_labels() -> frozenset[str]:
    """Labels that may also be part of a name (家, 中国) and so count only as words of their own."""
    labels = contacts_file().phone.labels
    return frozenset(fold(word) for word in labels if len(word) <= _LONGEST_SHORT_LABEL)
