"""Who is the same person: rules (a), (b) and (c) of docs/same-person.md, and the questions left to the secretary."""

from __future__ import annotations

import pytest
from support_register import Office, P, submission

from pipeline.reconcile.identifiers import number_of, person_id, read_person_id


def people(office: Office) -> list[tuple[str, str, str]]:
    """(running number of the person, disposition, findings) of every row in order of receipt."""
    rows = office.register.export("people").sort_values(["received_at", "source_file", "source_row"])
    numbers = [str(number_of(person)) for person in rows["person_id"]]
    return list(zip(numbers, rows["disposition"], rows["findings"], strict=True))


def told(*submissions: tuple[str, list[P]]) -> list[tuple[str, str, str]]:
    office = Office()
    for day, (unit, rows) in enumerate(submissions, 1):
        office.run(submission(unit, day, rows))
    return people(office)


def test_by_name_and_phone() -> None:
    found = told(("甲", [P("张三", "1")]), ("乙", [P("张 三", "1"), P("张三丰", "2")]))
    assert [number for number, *_ in found] == ["1", "1", "2"]


def test_traditional_width_and_blanks_do_not_tell_people_apart() -> None:
    found = told(("甲", [P("张国庆", "1"), P("ＬＩ", "2")]), ("甲", [P("張國慶", "1"), P("L I", "2")]))
    assert [number for number, *_ in found] == ["1", "2", "1", "2"]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (P("张三", email="A@b.cn"), P("张三", email="a@B.cn")),
        (P("张三", "1", "a@b.cn"), P("张三", email="a@b.cn")),
        (P("张三", email="a@b.cn"), P("张三", "1", "a@b.cn")),
    ],
)
def test_by_mail_address_where_one_has_no_phone(earlier: P, later: P) -> None:
    assert [number for number, *_ in told(("甲", [earlier]), ("乙", [later]))] == ["1", "1"]


def test_one_mail_address_does_not_join_two_phones() -> None:
    found = told(("甲", [P("张三", "1", "a@b.cn")]), ("乙", [P("张三", "2", "a@b.cn")]))
    assert found == [("1", "routed", ""), ("2", "routed", "same-name")]


def test_by_our_number_whatever_else_changed() -> None:
    number = person_id(1)
    found = told(("甲", [P("张三", "1")]), ("甲", [P("张叁", "1", number=number)]))
    assert found == [("1", "superseded", ""), ("1", "routed", "")]


def test_a_number_copied_to_somebody_else_is_a_question() -> None:
    number = person_id(1)
    found = told(("甲", [P("张三", "1")]), ("甲", [P("李四", "2", number=number)]))
    assert found == [("1", "routed", ""), ("2", "held", "identity-question")]


@pytest.mark.parametrize("number", ["G00001-9", "G00777-1", "1", "张三"])
def test_a_number_that_is_not_ours_says_nothing(number: str) -> None:
    found = told(("甲", [P("张三", "1")]), ("甲", [P("李四", "2", number=number)]))
    assert [row[0] for row in found] == ["1", "2"]
    assert found[1][1] == "routed"


@pytest.mark.parametrize("wrong", [P("张三", "坏"), P("张三")])
def test_a_later_submission_mends_the_phone(wrong: P) -> None:
    [earlier, later] = told(("甲", [wrong]), ("甲", [P("张三", "1")]))
    assert (earlier[:2], later) == (("1", "superseded"), ("1", "routed", ""))


def test_a_later_submission_mends_the_name() -> None:
    found = told(("甲", [P("", "1")]), ("甲", [P("张三", "1")]))
    assert found == [("1", "superseded", "name-missing"), ("1", "routed", "")]


@pytest.mark.parametrize(
    "submissions",
    [
        [("甲", [P("张三", "坏")]), ("乙", [P("张三", "1")])],  # another unit
        [("甲", [P("张三", "坏"), P("张三", "1")])],  # one submission
        [("甲", [P("张三", "坏"), P("张三")]), ("甲", [P("张三", "1")])],  # not unique before
        [("甲", [P("张三", "坏")]), ("甲", [P("张三", "1"), P("张三", "2")])],  # not unique after
        [("甲", [P("", "1"), P("", "1")]), ("甲", [P("张三", "1")])],
        [("甲", [P("", "1")]), ("甲", [P("张三", "1"), P("李四", "1")])],
    ],
)
def test_no_mending_where_it_is_not_certain(submissions: list[tuple[str, list[P]]]) -> None:
    numbers = [number for number, *_ in told(*submissions)]
    assert len(set(numbers)) == len(numbers)


def test_two_rows_of_one_person_are_unique_enough_to_mend() -> None:
    found = told(("甲", [P("张三", "坏")]), ("甲", [P("张三", "1"), P("张三", "1", project="公路")]))
    assert [row[:2] for row in found] == [("1", "superseded"), ("1", "routed"), ("1", "duplicate")]


def test_same_name_in_one_submission_are_two_people() -> None:
    found = told(("甲", [P("张三", "1"), P("张三", "2")]))
    assert found == [("1", "routed", ""), ("2", "routed", "same-name")]


def test_same_name_in_two_units_are_two_people() -> None:
    found = told(("甲", [P("张三", "1")]), ("乙", [P("张三", "2")]))
    assert found == [("1", "routed", ""), ("2", "routed", "same-name")]


def test_same_name_in_a_later_submission_of_the_unit_is_a_question() -> None:
    found = told(("甲", [P("张三", "1")]), ("甲", [P("张三", "2")]))
    assert found == [("1", "routed", ""), ("2", "held", "identity-question")]


def test_no_question_where_the_later_submission_lists_both() -> None:
    found = told(("甲", [P("张三", "1")]), ("甲", [P("张三", "2"), P("张三", "1")]))
    assert found == [("1", "routed", ""), ("2", "routed", "same-name"), ("1", "duplicate", "same-name;unchanged")]


def test_a_question_stays_with_the_person_in_later_submissions() -> None:
    found = told(("甲", [P("张三", "1")]), ("甲", [P("张三", "2")]), ("甲", [P("张三", "2", experience="新")]))
    assert [row[:2] for row in found] == [("1", "routed"), ("2", "superseded"), ("2", "held")]


def test_a_question_stays_once_an_earlier_row_with_another_number_is_closed() -> None:
    """What a row says of its person is the same whether it is judged again or was replaced by an earlier run."""
    nameless, mended, another = P("", "2", number=person_id(1)), P("张三", "2"), P("李四", "3")
    found = told(("甲", [P("张三", "1")]), ("甲", [nameless]), ("甲", [mended]), ("乙", [another]))
    assert found[1][:2] == ("2", "superseded")
    assert found[2] == ("2", "held", "identity-question")


@pytest.mark.parametrize("incomplete", [P("", "2"), P("张三", email="a@b.cn")])
def test_a_row_without_name_or_phone_leaves_the_question_to_the_next(incomplete: P) -> None:
    found = told(("甲", [P("张三", "1")]), ("甲", [incomplete]), ("甲", [P("张三", "2", "a@b.cn")]))
    assert [number for number, *_ in found] == ["1", "2", "2"]
    assert found[2][1] == "held"
    assert "identity-question" in found[2][2].split(";")


def test_a_question_of_one_unit_does_not_hold_the_person_in_another() -> None:
    found = told(("甲", [P("张三", "1")]), ("甲", [P("张三", "2")]), ("乙", [P("张三", "2")]))
    assert [row[:2] for row in found] == [("1", "routed"), ("2", "held"), ("2", "routed")]


def test_a_shared_phone_is_two_people() -> None:
    found = told(("甲", [P("张三", "1"), P("李四", "1")]))
    assert found == [("1", "routed", "phone-shared"), ("2", "routed", "phone-shared")]


def test_people_without_name_and_phone_are_never_joined() -> None:
    found = told(("甲", [P(""), P("")]), ("乙", [P("")]))
    assert [number for number, *_ in found] == ["1", "2", "3"]


def test_numbers_are_given_once() -> None:
    office = Office()
    office.run(submission("甲", 1, [P("张三", "1")]))
    office.run(submission("甲", 2, [P("张三", "1"), P("李四", "2")]))
    office.run(submission("乙", 3, [P("王五", "3")]))
    assert [row[0] for row in people(office)] == ["1", "1", "2", "3"]


@pytest.mark.parametrize(("number", "printed"), [(1, "G00001-8"), (12, "G00012-2"), (123456, "G123456-8")])
def test_printed_number(number: int, printed: str) -> None:
    assert person_id(number) == printed
    assert read_person_id(printed) == printed
    assert number_of(printed) == number


def test_a_number_is_read_in_any_width_and_case() -> None:
    assert read_person_id(" ｇ０００１２－２ ") == "G00012-2"


def test_the_check_digit_notices_every_wrong_digit_and_most_swaps() -> None:
    for number in range(1, 3000, 7):
        printed = person_id(number)
        digits = printed[1:6]
        for at in range(5):
            for wrong in set("0123456789") - {digits[at]}:
                assert not read_person_id(f"G{digits[:at]}{wrong}{digits[at + 1 :]}{printed[6:]}")
