"""What is said before the program itself can run: schemas/start.toml. pipeline/start reads it without this type, which
is there for doctor and the tests."""

from schemas.named import NamedTuple


class StartFile(NamedTuple):
    python: str
    outside: str
    first: str
    anew: str
    changed: str
    testing: str
    fetching: str
    installing: str
    ready: str
    failed: str
    stopped: str
    unwritten: str
    network: str
    disk: str
    permission: str
    altered: str
    venv: str
    unknown: str
