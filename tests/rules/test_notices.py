from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.errors import UserError
from pipeline.terms.forms import sections_of
from pipeline.terms.notices import CHINA, Years, load_notice, notice_names


def test_none_means_the_newest():
    assert load_notice().name == notice_names()[-1]


def test_unknown_notice_is_wrong_usage_and_names_the_known():
    with pytest.raises(UserError, match="没有名为“1999”的通知") as raised:
        load_notice("1999")
    assert raised.value.exit_code == 2
    assert "2025" in str(raised.value)


def test_the_notice_of_2025(notice):
    assert (notice.number, len(notice.open_domains), notice.experience_limit) == ("渝工协〔2025〕17号", 12, 300)
    assert notice.years == {"专业工程会员": Years(5, 2), "资深工程会员": Years(10, 5)}


@pytest.mark.parametrize("name", notice_names())
def test_every_notice_is_whole(name):
    notice = load_notice(name)
    assert set(notice.sections) <= {section for form in notice.forms for section in sections_of(form)}
    assert set(notice.years) == set(notice.open_levels)
    for words in (notice.open_domains, notice.open_levels, notice.project_types, notice.project_statuses):
        assert words
        assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("received", "late"),
    [
        (datetime(2025, 4, 28, 23, 59, 59, tzinfo=CHINA), False),
        (datetime(2025, 4, 29, tzinfo=CHINA), True),
        (datetime(2025, 4, 28, 15, 59, tzinfo=UTC), False),
        (datetime(2025, 4, 28, 16, 0, tzinfo=UTC), True),
    ],
)
def test_late_is_after_the_last_day_in_china(notice, received, late):
    assert notice.is_late(received) is late
