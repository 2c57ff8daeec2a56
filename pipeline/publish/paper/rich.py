"""Text of which parts stand out: what differs between two cells, say. It stays text, like all that we write."""

from __future__ import annotations

from pipeline.publish.paper.escaped import escaped, quoted
from schemas.layouts.paper import paper_file
from schemas.named import NamedTuple

SIZE = 9  # of the text in cells, in points
STRIKING = "C00000"


class Rich(NamedTuple):
    """The text of a cell in pieces, each with whether it stands out."""

    pieces: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.pieces)

    def runs(self) -> str:
        """The pieces as the runs of a shared string. Each names its font: what a run leaves out is no longer the
        cell's."""
        font = f'<sz val="{SIZE}"/>{{colour}}<rFont val={quoted(paper_file().font)}/>'
        plain, striking = font.format(colour=""), font.format(colour=f'<color rgb="FF{STRIKING}"/>')
        return "".join(
            f'<r><rPr>{"<b/>" + striking if stands_out else plain}</rPr><t xml:space="preserve">{escaped(text)}</t></r>'
            for text, stands_out in self.pieces
        )
