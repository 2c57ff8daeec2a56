"""Dask as it is used here, whoever loads it: it holds personal data, so it keeps nothing on disk, shows nothing and
says little."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from pipeline.errors import UserError
from schemas.cluster import ClusterLimits, cluster_file

if TYPE_CHECKING:
    from distributed import Security

_LOUD = ("distributed", "distributed.client", "tornado")


def configure(limits: ClusterLimits, log: str) -> None:
    """Set what our commands and runs need, over whatever else this machine's configuration of Dask says; its
    certificates, time-outs of connections and the like stay. `log` is from where on it speaks. Raises UserError where
    the extra is not installed."""
    if not (find_spec("distributed") and find_spec("fsspec")):
        raise UserError(cluster_file().refusals.extra)
    import dask

    dask.config.set({"logging": dict.fromkeys(_LOUD, log)})  # read when it is loaded
    import distributed  # noqa: F401 - whose own settings these go over

    dask.config.set(_settings(limits, log))


def _settings(limits: ClusterLimits, log: str) -> dict[str, Any]:
    own = {
        "nanny.pre-spawn-environ.DASK_LOGGING__DISTRIBUTED": log,
        "worker.preload": ["pipeline.engine.cluster.serving"],
        "worker.daemon": False,  # a worker has processes of its own
        "worker.memory.target": False,  # nothing is spilled to disk
        "worker.memory.spill": False,
        "worker.profile.enabled": False,
        "worker.http.routes": [],  # nothing is shown in a browser
        "scheduler.http.routes": [],
        "scheduler.worker-saturation": 1.0,  # what waits, waits for whoever is free first
        "scheduler.worker-ttl": f"{limits.silent_seconds}s",
        "scheduler.allowed-failures": limits.killed - 1,
        "admin.large-graph-warning-threshold": "1 GiB",
        "diagnostics.nvml": False,
    }
    return {f"distributed.{name}": value for name, value in own.items()}


def scheme() -> str:
    """tls where this machine's configuration of Dask names certificates, else tcp."""
    import dask

    return "tls" if dask.config.get("distributed.comm.tls.ca-file", default=None) else "tcp"


def security() -> Security | None:
    """The certificates of this machine's configuration of Dask."""
    from distributed import Security

    return Security(require_encryption=True) if scheme() == "tls" else None
