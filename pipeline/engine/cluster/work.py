"""What Dask calls on another machine. The scheduler imports this module too, so it loads nothing by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.engine.cluster.parcels import Parcel


def work(parcel: Parcel) -> bytes:
    """Carry out the order; gives the answer pickled, whatever happens: what Dask sees raised it writes into its log."""
    from pipeline.engine.cluster.nest import answer

    return answer(parcel)
