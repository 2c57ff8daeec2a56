"""Other machines at work for a run: limits and sentences of schemas/cluster.toml."""

from schemas.named import NamedTuple
from schemas.typed import read


class ClusterLimits(NamedTuple):
    """How long the machines are waited for, what they are given at once, how often it is tried again."""

    connect_seconds: float
    worker_seconds: float
    pulse_seconds: float
    answer_seconds: float
    order_seconds: float
    tries: int
    silent_seconds: float
    killed: int
    lost_seconds: float
    memory: int
    ahead: int
    parcel_bytes: int
    ahead_bytes: int
    call_bytes: int
    calls: int
    calls_bytes: int


class Refusals(NamedTuple):
    """What is wrong with the machines, and what to do about it."""

    engine: str
    extra: str
    no_scheduler: str
    no_worker: str
    gone: str
    stuck: str
    killed: str
    differs: str
    unlike: str
    foreign: str
    trouble: str
    listen: str
    bind: str


class Differing(NamedTuple):
    """What is not the same on two machines."""

    program: str
    papers: str
    python: str
    library: str
    none: str
    between: str


class Said(NamedTuple):
    """What scheduler and worker say of themselves."""

    scheduler: str
    worker: str
    ended: str


class Demo(NamedTuple):
    """What the demonstration says."""

    begun: str
    local: str
    cluster: str
    same: str
    other: str
    ended: str


class ClusterFile(NamedTuple):
    limits: ClusterLimits
    refusals: Refusals
    differing: Differing
    said: Said
    demo: Demo


def cluster_file() -> ClusterFile:
    """schemas/cluster.toml."""
    return read("cluster", ClusterFile)
