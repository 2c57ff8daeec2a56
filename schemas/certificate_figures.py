"""What is told of certificates and hours: schemas/certificate_figures.toml."""

from collections.abc import Mapping
from typing import Literal

from schemas.named import NamedTuple
from schemas.report import Figure
from schemas.typed import Count, Text, read


class FigureWords(NamedTuple):
    """Names of columns and rows, the page's own words, and remarks on all figures."""

    page: Text
    title: Text
    as_of: Text
    desk: Text
    nothing: Text
    ever: Text
    this_month: Text
    last_month: Text
    this_year: Text
    month: Text
    month_shown: Text
    society_level: Text
    within: Text
    hidden: Text
    part: Text
    between: Text
    year: Text
    current_year: Text
    lacking: Text
    lacking_more: Text
    required: Text
    required_first: Text
    required_between: Text
    notes: tuple[Text, ...]
    private: Text


class CertificateFiguresFile(NamedTuple):
    expiring: tuple[Count, ...]
    ahead: Count
    missing: tuple[Count, ...]
    words: FigureWords
    figure: Mapping[str, Figure]
    origin: Literal["", "ours"] = ""


def certificate_figures_file() -> CertificateFiguresFile:
    """schemas/certificate_figures.toml."""
    return read("certificate_figures", CertificateFiguresFile)
