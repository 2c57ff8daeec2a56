"""What tells the recommending unit of a submission: schemas/submission.toml."""

from schemas.named import NamedTuple
from schemas.typed import Text, read


class Subject(NamedTuple):
    prefixes: tuple[str, ...]


class Words(NamedTuple):
    before: tuple[str, ...]
    after: tuple[str, ...]


class Organisation(NamedTuple):
    certain: tuple[str, ...]
    ends: tuple[str, ...]
    english: tuple[str, ...]
    shortest: int
    nobody: tuple[str, ...]
    places: tuple[str, ...]


class Sheet(NamedTuple):
    labels: tuple[str, ...]
    seals: tuple[str, ...]
    behind: tuple[str, ...]
    blanks: tuple[str, ...]


class Deadline(NamedTuple):
    printed: str
    inferred: str


class Likeness(NamedTuple):
    """When two names of units look like one."""

    common: tuple[str, ...]
    shortest: int
    least: float
    most: int


class Versions(NamedTuple):
    """How a list is called that corrects another one beside it."""

    corrects: Text
    earlier: Text
    whole: float
    corrected: Text
    lacking: Text


class SubmissionFile(NamedTuple):
    act: str
    deadline: Deadline
    subject: Subject
    words: Words
    organisation: Organisation
    sheet: Sheet
    likeness: Likeness
    versions: Versions


def submission_file() -> SubmissionFile:
    """schemas/submission.toml."""
    return read("submission", SubmissionFile)
