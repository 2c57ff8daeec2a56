"""Every data file that is read as a type, by its name, so that doctor and the tests can go through them all."""

from typing import Any

import schemas
from schemas import vocabularies
from schemas.certificate_figures import CertificateFiguresFile
from schemas.certificates import CertificatesFile
from schemas.characters import CharactersFile
from schemas.cluster import ClusterFile
from schemas.commands import CommandsFile
from schemas.decisions import DecisionsFile
from schemas.doctor import DoctorFile
from schemas.documents import DocumentsFile
from schemas.explain import ExplainFile
from schemas.exports import ExportsFile
from schemas.findings import FindingsFile
from schemas.forms import CommonFile, FormFile
from schemas.glossary import GlossaryFile
from schemas.headings import HeadingsFile
from schemas.hours import HoursFile
from schemas.hours_record import HoursRecordFile
from schemas.identity_numbers import IdentityNumbersFile
from schemas.kinds import KindsFile
from schemas.layouts.blanks import BlanksFile, SheetBlank, WordBlank
from schemas.layouts.certificates import CertificatesLayout
from schemas.layouts.combined import CombinedFile
from schemas.layouts.correction import CorrectionFile
from schemas.layouts.decisions import DecisionsLayout
from schemas.layouts.everybody import EverybodyFile
from schemas.layouts.hours import HoursLayout
from schemas.layouts.intake import IntakeFile
from schemas.layouts.ledger import LedgerFile
from schemas.layouts.lists import ListsFile
from schemas.layouts.paper import PaperFile
from schemas.layouts.results import ResultsLayout
from schemas.layouts.summary import SummaryFile
from schemas.layouts.template import TemplateFile
from schemas.letters import LettersFile
from schemas.limits import LimitsFile
from schemas.mail import MailFile
from schemas.mailbox import MailboxFile
from schemas.menu import MenuFile
from schemas.new_form import NewFormFile
from schemas.notices import NoticeFile
from schemas.outgoing import OutgoingFile
from schemas.ready import ReadyFile
from schemas.recognition import RecognitionFile
from schemas.register import RegisterFile
from schemas.report import ReportFile
from schemas.results import ResultsFile
from schemas.routes import RoutesFile, SocietiesFile
from schemas.safekeeping import SafekeepingFile
from schemas.second_look import SecondLookFile
from schemas.settings import SettingsFile
from schemas.slips import SlipsFile
from schemas.start import StartFile
from schemas.submission import SubmissionFile
from schemas.typed import checked
from schemas.units_alike import UnitsAlikeFile
from schemas.unreadable import UnreadableFile
from schemas.wording import WordingFile

SHAPES: dict[str, type[tuple[Any, ...]]] = {
    "certificate_figures": CertificateFiguresFile,
    "certificates": CertificatesFile,
    "characters": CharactersFile,
    "cluster": ClusterFile,
    "commands": CommandsFile,
    "doctor": DoctorFile,
    "documents": DocumentsFile,
    "explain": ExplainFile,
    "exports": ExportsFile,
    "findings": FindingsFile,
    "forms/common": CommonFile,
    "glossary": GlossaryFile,
    "headings": HeadingsFile,
    "hours": HoursFile,
    "hours_record": HoursRecordFile,
    "identity_numbers": IdentityNumbersFile,
    "kinds": KindsFile,
    "layouts/blank-ciesc": SheetBlank,
    "layouts/blank-csee": WordBlank,
    "layouts/blank-csee-iet": WordBlank,
    "layouts/blanks": BlanksFile,
    "layouts/certificates": CertificatesLayout,
    "layouts/combined": CombinedFile,
    "layouts/correction": CorrectionFile,
    "layouts/decisions": DecisionsLayout,
    "layouts/everybody": EverybodyFile,
    "layouts/hours": HoursLayout,
    "layouts/intake": IntakeFile,
    "layouts/ledger": LedgerFile,
    "layouts/lists": ListsFile,
    "layouts/paper": PaperFile,
    "layouts/results": ResultsLayout,
    "layouts/summary": SummaryFile,
    "layouts/template": TemplateFile,
    "letters": LettersFile,
    "decisions": DecisionsFile,
    "limits": LimitsFile,
    "mail": MailFile,
    "mailbox": MailboxFile,
    "menu": MenuFile,
    "new_form": NewFormFile,
    "outgoing": OutgoingFile,
    "ready": ReadyFile,
    "recognition_bodies": RecognitionFile,
    "register": RegisterFile,
    "report": ReportFile,
    "results": ResultsFile,
    "routes": RoutesFile,
    "safekeeping": SafekeepingFile,
    "second_look": SecondLookFile,
    "settings": SettingsFile,
    "slips": SlipsFile,
    "societies": SocietiesFile,
    "start": StartFile,
    "submission": SubmissionFile,
    "units_alike": UnitsAlikeFile,
    "unreadable": UnreadableFile,
    "wording": WordingFile,
    **{f"vocabularies/{name}": shape for name, shape in vocabularies.SHAPES.items()},
    **{f"vocabularies/{name}": vocabularies.VocabularyFile for name in vocabularies.CHOICES},
}
_FOLDERS: dict[str, type[tuple[Any, ...]]] = {"forms": FormFile, "notices": NoticeFile}


def shape_of(name: str) -> type[tuple[Any, ...]] | None:
    """The type of that file; None for schemas/fields.toml, whose fields are each read as one, and for a vocabulary of
    an installation's own, which is read as the field needs it that takes its words from it."""
    return SHAPES.get(name) or _FOLDERS.get(name.partition("/")[0])


def check_file(name: str) -> None:
    """Raises DataError for a data file that cannot be used."""
    found = schemas.table(name)
    if shape := shape_of(name):
        checked(name, found, shape)


def check_laid_over() -> None:
    """Raises DataError for a file of this installation that cannot be used, whether anybody asks for it or not."""
    for name in schemas.laid_over():
        check_file(name)
