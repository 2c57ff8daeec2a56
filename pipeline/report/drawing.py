"""Charts of the page: inline SVG by pygal, without its scripts, tooltips and style sheets; the page brings its own."""

from __future__ import annotations

from collections.abc import Iterable

import pygal
from lxml import etree

from pipeline.publish.paper.grid import text_width
from pipeline.report.figure import Figure

WIDTH, BAR, ABOVE = 720, 23, 90  # pixels: of a chart, of one lying bar, and for axis and legend
COLUMN_HEIGHT, COLUMN_LABELS = 320, 6
LETTER = 7.7  # pixels that a half-width letter of a label takes
SVG = "{http://www.w3.org/2000/svg}"


def draw(figure: Figure) -> str:
    """The chart of a figure as an SVG element; "" where it has none."""
    if not figure.chart:
        return ""
    lying = figure.chart == "bar"
    chart = (pygal.HorizontalBar if lying else pygal.Bar)(**_options(figure, lying))
    rows = figure.drawn_rows[::-1] if lying else figure.drawn_rows  # pygal lays bars from the bottom up
    chart.x_labels = [row.label for row in rows]
    for column in figure.drawn:
        chart.add(figure.headings[column], [row.values[column] for row in rows])
    return _plain(chart.render_tree(), figure, lying)


def _options(figure: Figure, lying: bool) -> dict[str, object]:
    widest = max(text_width(row.label) for row in figure.drawn_rows)
    bars = len(figure.drawn_rows) * len(figure.drawn)
    turned = not lying and len(figure.drawn_rows) > COLUMN_LABELS
    return {
        "width": WIDTH,
        "height": ABOVE + BAR * max(bars, 2) if lying else COLUMN_HEIGHT,
        "margin_left": int(widest * LETTER) + 10 if lying else 20,
        "show_legend": len(figure.drawn) > 1,
        "legend_at_bottom": True,
        "legend_at_bottom_columns": 4,
        "truncate_label": -1,
        "truncate_legend": -1,
        "x_label_rotation": 30 if turned else 0,
        "spacing": 40 if turned else 10,  # pygal takes Chinese letters for narrow ones
        "print_values": not turned,  # there they would lie over each other
        "print_values_position": "top",
        "js": (),
        "formatter": lambda value: f"{value:g}",
        "min_scale": 2,
        "max_scale": 6,
    }


def _plain(tree: etree._Element, figure: Figure, lying: bool) -> str:
    """Only what is drawn, the same for the same figure, named for those who cannot see it."""
    _drop(tree.xpath("//*[local-name()='script' or local-name()='style' or local-name()='desc']"))
    _drop(tree.xpath("//*[local-name()='title'] | //comment() | //*[contains(@class, 'tooltip-overlay')]"))
    tree.attrib.pop("id", None)
    tree.set("role", "img")
    tree.set("aria-label", figure.sentence)
    tree.set("class", f"chart {'lying' if lying else 'standing'}")
    etree.cleanup_namespaces(tree)
    return str(etree.tostring(tree, encoding="unicode"))


def _drop(elements: Iterable[etree._Element]) -> None:
    for element in elements:
        element.getparent().remove(element)
