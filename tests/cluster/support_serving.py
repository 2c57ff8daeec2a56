"""A scheduler or worker as our commands begin it, less patient: `python support_serving.py scheduler|worker PLACE`."""

from __future__ import annotations

import os
import sys

from pipeline.engine.cluster import alike
from schemas.cluster import cluster_file

LIMITS = cluster_file().limits._replace(connect_seconds=10, worker_seconds=20, pulse_seconds=0.2, silent_seconds=5)
OTHER = "PANDAS_OF"
"""The environment variable that makes a worker believe that it has another pandas."""

if other := os.environ.get(OTHER):
    told = {**alike.ours(), "pandas": other}
    alike.ours = lambda: told  # type: ignore[assignment]

if __name__ == "__main__":
    from pipeline.engine.cluster.serving import scheduler, worker

    role, place = sys.argv[1:]
    if role == "scheduler":
        host, _, port = place.rpartition(":")
        scheduler(host, int(port), LIMITS, print)
    else:
        worker(place, 1, LIMITS, print)
