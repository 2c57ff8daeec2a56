"""Open a zip package (xlsx, xlsb, ods, docx) safely: sizes are checked before anything is unpacked, and every member
that is read is checked against its checksum, which calamine does not do."""

from __future__ import annotations

import posixpath
import zlib
from collections.abc import Mapping
from io import BytesIO
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile, ZipInfo

from pipeline.read.limits import Refused, limits, too_large

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


class Package:
    """Reads the members of a package on demand, by name. Raises Refused for zip bombs and damage."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(data))
        except (BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise Refused("damaged") from error
        members = self._zip.infolist()
        self.names = [member.filename for member in members]
        _check_sizes(members)

    def read(self, name: str) -> bytes:
        """One member, unpacked; b"" if missing. A member larger than its stated size is cut there and fails its CRC."""
        try:
            return self._zip.read(name)
        except KeyError:
            return b""
        except (BadZipFile, zlib.error, EOFError, OSError) as error:
            raise Refused("checksum") from error
        except (NotImplementedError, ValueError) as error:  # unsupported compression; impossible offset
            raise Refused("damaged") from error
        except RuntimeError as error:
            raise Refused("password", "encrypted") from error

    def replaced(self, parts: Mapping[str, bytes]) -> bytes:
        """The package with the contents of these members replaced."""
        file = BytesIO()
        with ZipFile(file, "w") as package:
            for name in dict.fromkeys(self.names):
                package.writestr(name, parts.get(name) or self.read(name))
        return file.getvalue()

    def find(self, ending: str) -> str:
        """The first member whose name ends in `ending` (lower case), ignoring the name's case; "" if there is none."""
        return next((name for name in self.names if name.lower().endswith(ending)), "")

    def relations(self, source: str) -> dict[str, str]:
        """The members that the member `source` refers to, by relation id."""
        folder, _, base = source.rpartition("/")
        tree = ElementTree.fromstring(self.read(posixpath.join(folder, "_rels", f"{base}.rels")) or b"<none/>")
        return {each.get("Id", ""): _target(folder, each.get("Target", "")) for each in tree}

    def sheets(self) -> list[str]:
        """The members that hold the sheets of an .xlsx, in workbook order."""
        workbook = self.find("workbook.xml")
        targets = self.relations(workbook)
        sheets = ElementTree.fromstring(self.read(workbook) or b"<none/>").iterfind("{*}sheets/{*}sheet")
        return [targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION) or "", "") for sheet in sheets]


def _target(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _check_sizes(members: list[ZipInfo]) -> None:
    limit = limits()
    if len(members) > limit.package_members or sum(member.file_size for member in members) > limit.package_bytes:
        raise too_large("unpacked")
    for member in members:
        if (
            member.file_size > limit.package_ratio_from
            and member.file_size > limit.package_ratio * member.compress_size
        ):
            raise too_large("unpacked")
