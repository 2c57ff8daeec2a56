"""Write the shared strings of a workbook thousands at a time: XlsxWriter checks each for features that few have."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings

from pipeline.publish.paper.escaped import escaped

_AT_ONCE = 2000
_BETWEEN = "\0"
_CONTROL = re.compile("[\x01-\x08\x0b-\x1f\ufffe\uffff]")


class StringsAtOnce(Packager):  # type: ignore[misc]  # xlsxwriter is untyped
    """Packs a workbook byte for byte as XlsxWriter does, but faster."""

    def _write_shared_strings_file(self) -> None:
        if self.workbook.str_table.count:
            strings = _Strings()
            strings.string_table = self.workbook.str_table
            strings._set_xml_writer(self._filename("xl/sharedStrings.xml"))
            strings._assemble_xml_file()


class _Strings(SharedStrings):  # type: ignore[misc]
    def _write_sst_strings(self) -> None:
        everything = self.string_table.string_array
        for start in range(0, len(everything), _AT_ONCE):
            strings = everything[start : start + _AT_ONCE]
            text = _BETWEEN.join(strings)
            if _plain(strings, text):
                self.fh.write(f"<si><t>{escaped(text).replace(_BETWEEN, '</t></si><si><t>')}</t></si>")
            else:
                for string in strings:
                    self._write_si(string)


def _plain(strings: Sequence[str], text: str) -> bool:
    """Whether these strings (`text` is all of them, joined) need only XML escaping: none has control characters,
    anything that looks like an escaped one, blanks at either end, or rich text.
    """
    ends = "".join([string[:1] + string[-1:] for string in strings])
    return (
        text.count(_BETWEEN) == len(strings) - 1
        and "_x" not in text
        and "<r>" not in text
        and not _CONTROL.search(text)
        and "".join(ends.split()) == ends
    )
