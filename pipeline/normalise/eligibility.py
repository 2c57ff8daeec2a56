"""学历, 工作年限 and membership against the conditions of the notice (004:23, 004:29-30; 000:22, 000:36, 000:44-46)."""

from __future__ import annotations

from pipeline.normalise.counts import years, years_behind
from pipeline.normalise.marks import BRACKETS, is_blank
from pipeline.normalise.vocabulary import NOTHING, Match, vocabulary
from pipeline.normalise.words import answer, word
from pipeline.terms.notices import Notice
from pipeline.text.fold import fold
from schemas.contacts import contacts_file
from schemas.vocabularies import vocabulary_file


def education(text: str, notice: Notice) -> Match:
    """学历 as one of 博士, 硕士, 本科, 本科以下; doubtful below 本科. What is not understood is said where the notice
    asks for it, and stays as typed where a unit added it."""
    known, too_low = vocabulary("education"), vocabulary_file("education").too_low
    if degree := _studied_for(text):
        studied = word(degree, known)
        is_enough = studied.value in known.canonical[:2] or _is_one_of_several(studied)
        return Match(text, "ok") if is_enough else _unread(text, "education", notice)
    match, outside = word(text, known), BRACKETS.sub("", text)
    if match.value and known.find_stripped(outside) is None and word(outside, known).how == "ambiguous":
        match = word(outside, known)  # 本科（工学学士）、硕士: the brackets decide nothing
    if match.value in too_low:
        return Match(match.value, "doubtful", text)
    if match.value or not match.how:
        return match._replace(how=match.how and "ok", hint="")
    return Match(text, "ok") if _is_one_of_several(match) else _unread(text, "education", notice)


def _is_one_of_several(match: Match) -> bool:
    """Whether it may be one of several degrees, each of which is enough: 研究生."""
    too_low = vocabulary_file("education").too_low
    return match.how == "ambiguous" and not any(low in match.hint for low in too_low)


def _studied_for(text: str) -> str:
    """The degree for which somebody still studies, 硕士 of 硕士（在读）, which tells of no other; or ""."""
    studying = vocabulary_file("education").studying
    plain = BRACKETS.sub("", text).strip()
    ended = next((plain.removesuffix(each) for each in studying if plain.endswith(each)), "")
    return ended or (plain if any(beside in studying for beside in BRACKETS.findall(text)) else "")


def _unread(text: str, field: str, notice: Notice) -> Match:
    if is_blank(text):
        return NOTHING
    return Match(how="invalid") if field in notice.required else Match(text, "ok")


def work_years(text: str, level: str, notice: Notice) -> Match:
    """工作年限 in digits; doubtful if fewer than the level asks for. Understood from a cell that tells besides in what
    somebody works (从事专业及年限)."""
    worked, how = years(text), "ok"
    if worked is None:
        worked, how = years_behind(text), "understood"
    if worked is None:
        return _unread(text, "work_years", notice)
    asked = notice.years.get(level)
    if asked is not None and worked < asked.years:
        sentence = contacts_file().work_years.too_few
        return Match(str(worked), "doubtful", sentence.format(level=level, asked=asked.years, worked=worked))
    return Match(str(worked), how, "" if how == "ok" else str(worked))


def important_years(text: str, level: str, all_years: str, notice: Notice) -> Match:
    """重要工程工作年限 in digits; doubtful if fewer than the level asks for, or more than all years of work."""
    worked = years(text)
    if worked is None:
        return _unread(text, "important_years", notice)
    asked, words = notice.years.get(level), contacts_file().work_years
    if asked is not None and worked < asked.important:
        said = words.too_few_important.format(level=level, asked=asked.important, worked=worked)
        return Match(str(worked), "doubtful", said)
    if all_years.isdecimal() and worked > int(all_years):
        return Match(str(worked), "doubtful", words.more_than_all.format(worked=worked, all=all_years))
    return Match(str(worked), "ok")


def filled_online(text: str) -> Match:
    """Whether the form of the 联合体 is filled in online too, which applicants must do first (000:106-108,
    002:138-140)."""
    done, no = answer(text), vocabulary("yes_no").canonical[-1]
    return done._replace(how=f"{done.how};not-done") if done.value == no else done


def tells_member(text: str) -> bool:
    """Whether a member's number, or what stands in its place, tells of a member: a number of any form does, and 是 or
    已入会, but no other words, nor what speaks of an application."""
    known = vocabulary("memberships")
    if any(other in text for other in known.against):
        return False
    said = word(text, known).value
    return said == known.canonical[0] if said else any(sign.isascii() and sign.isalnum() for sign in fold(text))
