"""What documents and runs may cost, and where the program's faults are written: schemas/limits.toml."""

from schemas.named import NamedTuple
from schemas.typed import read


class WorkerLimits(NamedTuple):
    """Limits on the workers: seconds of processor time, seconds of wall-clock time, bytes of memory, maximum files in a
    chunk, maximum files read ahead, and number of files that justifies another worker.
    """

    cpu_seconds: float
    wall_seconds: float
    wall_seconds_more: float
    memory: int
    files: int
    files_ahead: int
    files_worth_another: int


class Portion(NamedTuple):
    people: int


class File(NamedTuple):
    bytes: int


class Inbox(NamedTuple):
    """When a file that lies there as it did need not be read again."""

    seconds_until_quiet: int
    seconds_until_read_again: int


class Package(NamedTuple):
    bytes: int
    ratio: int
    ratio_from: int
    members: int


class Workbook(NamedTuple):
    sheets: int
    cells: int
    merges: int
    merge_columns: int


class Far(NamedTuple):
    """When a sheet ends at its first wide gap."""

    far_rows: int
    far_columns: int
    gap_rows: int
    gap_columns: int
    strays: int


class Explain(NamedTuple):
    """How much of a file its page shows."""

    rows: int
    columns: int
    cells: int
    characters: int


class Page(NamedTuple):
    cells: int
    characters: int


class Watch(NamedTuple):
    """Standing by: seconds without a change until something is whole; by which names that lasts longer; seconds between
    looks, and until what was hindered is tried again."""

    quiet_seconds: float
    folder_seconds: float
    unheard_seconds: float
    unfinished_seconds: float
    unfinished: tuple[str, ...]
    opened: tuple[str, ...]
    beat_seconds: float
    look_seconds: float
    look_share: int
    again_seconds: float


class Faults(NamedTuple):
    folder: str
    note: str


class LimitsFile(NamedTuple):
    worker: WorkerLimits
    portion: Portion
    file: File
    inbox: Inbox
    package: Package
    workbook: Workbook
    far: Far
    explain: Explain
    page: Page
    watch: Watch
    faults: Faults


def limits_file() -> LimitsFile:
    """schemas/limits.toml."""
    return read("limits", LimitsFile)
