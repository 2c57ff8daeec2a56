"""Electronic signatures of the whole package: none is true of a workbook that was changed, so they are taken out."""

from __future__ import annotations

from pipeline.publish.marked.package import Package

_ORIGIN = "/digital-signature/origin"
_FOLDER = "_xmlsignatures/"


def unsign(package: Package) -> bool:
    """Take them out; whether there were any. What signs only the macros stays, for they are as they were."""
    origins = [relation for relation in package.relations("") if relation.type.endswith(_ORIGIN)]
    for relation in origins:
        package.unrelate("", relation)
    signed = [name for name in package.names if name.lower().startswith(_FOLDER)]
    for name in signed:
        package.remove(name)
    return bool(origins or signed)
