"""By what a run judges people."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import schemas
from pipeline.terms import fingerprint
from pipeline.terms.rulings import NOTHING_DECIDED, Rulings

if TYPE_CHECKING:
    from pipeline.receive.belonging import Notices
    from pipeline.register import BatchTerms
    from pipeline.route import Routes
    from pipeline.terms.settings import Settings


@dataclass(frozen=True)
class Terms:
    """What people are judged by: the notices, this installation's own settings, what the secretary decided."""

    notices: Notices
    own: Settings
    rulings: Rulings = NOTHING_DECIDED

    @cached_property
    def settings(self) -> Settings:
        """This installation's settings, with what the secretary decided for all."""
        return self.rulings.settings(self.own) if self.rulings else self.own

    @cached_property
    def routes(self) -> Routes:
        """The routing table by these settings."""
        from pipeline.route import load_routes

        return load_routes(self.settings)

    def decided(self, rulings: Rulings) -> Terms:
        """The same, with what the secretary decided."""
        return replace(self, rulings=rulings)

    @cached_property
    def fingerprints(self) -> dict[str, str]:
        """By notice the same for terms by which every row comes out the same: these, the program and its data."""
        own = repr((asdict(self.settings), self.rulings.rules))
        return {name: fingerprint.of(fingerprint.program(), name, own) for name in self.notices.known}

    @property
    def snapshot(self) -> dict[str, Any]:
        """The settings as a batch keeps them; files as text."""
        files = {name: b64encode(data).decode() for name, data in self.settings.templates.items()}
        return asdict(self.settings) | {"templates": files}

    def of_batches(self, names: Iterable[str], more_open: bool) -> dict[str, BatchTerms]:
        """By what those are judged who answer these notices; no fingerprint where others wait for the next portion."""
        from pipeline.register import BatchTerms

        own = {key: value for key, value in self.settings.association.items() if value}
        known, prints = self.notices.known, self.fingerprints
        return {
            name: BatchTerms({"name": known[name].association} | own, "" if more_open else prints[name])
            for name in sorted(names)
        }


def terms_of(settings: Path, notice: str | None) -> Terms:
    """Read what people are judged by; `notice` is what --notice names. Raises UserError for an unknown notice or
    settings that cannot be right, DataError for a file of the installation that cannot."""
    from pipeline.receive.belonging import Notices
    from pipeline.terms.notices import load_notice, notices
    from pipeline.terms.settings import read_settings

    if schemas.laid_over():
        from schemas.files import check_laid_over

        check_laid_over()
    own = read_settings(settings)
    asked = load_notice(notice).name if notice else ""
    return Terms(Notices(notices(), frozenset(own.open_notices), asked), own)
