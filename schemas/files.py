"""Every data file that is read as a type, by its name, so that doctor and the tests can go through them all."""

from __future__ import annotations

from typing import Any

from schemas.commands import CommandsFile
from schemas.doctor import DoctorFile
from schemas.documents import DocumentsFile
from schemas.explain import ExplainFile
from schemas.findings import FindingsFile
from schemas.kinds import KindsFile
from schemas.layouts import CombinedFile, IntakeFile, LedgerFile, PaperFile, SummaryFile, TemplateFile
from schemas.limits import LimitsFile
from schemas.mail import MailFile
from schemas.recognition import RecognitionFile
from schemas.register import RegisterFile
from schemas.report import ReportFile
from schemas.routes import RoutesFile, SocietiesFile
from schemas.safekeeping import SafekeepingFile
from schemas.settings import SettingsFile
from schemas.submission import SubmissionFile
from schemas.unreadable import UnreadableFile
from schemas.wording import WordingFile

SHAPES: dict[str, type[tuple[Any, ...]]] = {
    "commands": CommandsFile,
    "doctor": DoctorFile,
    "documents": DocumentsFile,
    "explain": ExplainFile,
    "findings": FindingsFile,
    "kinds": KindsFile,
    "layouts/combined": CombinedFile,
    "layouts/intake": IntakeFile,
    "layouts/ledger": LedgerFile,
    "layouts/paper": PaperFile,
    "layouts/summary": SummaryFile,
    "layouts/template": TemplateFile,
    "limits": LimitsFile,
    "mail": MailFile,
    "recognition_bodies": RecognitionFile,
    "register": RegisterFile,
    "report": ReportFile,
    "routes": RoutesFile,
    "safekeeping": SafekeepingFile,
    "settings": SettingsFile,
    "societies": SocietiesFile,
    "submission": SubmissionFile,
    "unreadable": UnreadableFile,
    "wording": WordingFile,
}
