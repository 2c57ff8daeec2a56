"""Charts for the page: inline SVG by pygal, without its scripts, tooltips and styles; the page has its own."""

from __future__ import annotations

from collections.abc import Iterable

import pygal
from lxml import etree

from pipeline.publish.paper.figure import Figure, Number
from pipeline.publish.paper.grid import text_width

WIDTH, WIDER = 720, 1080  # pixels: of a chart, and of one of more rows than usual
BAR, ABOVE = 23, 90  # pixels: height of a horizontal bar, height of axis and legend
COLUMN_HEIGHT, COLUMN_LABELS = 320, 6
SHORT = 6  # units of an axis that shows each of them
LETTER = 7.7  # width in pixels of a half-width letter of a label
SVG = "{http://www.w3.org/2000/svg}"


def draw(figure: Figure) -> str:
    """The chart of a figure as an SVG element; "" if it has none."""
    if not figure.chart:
        return ""
    lying = figure.chart == "bar"
    chart = (pygal.HorizontalBar if lying else pygal.Bar)(**_options(figure, lying))
    rows = figure.drawn_rows[::-1] if lying else figure.drawn_rows  # pygal draws bars from the bottom up
    chart.x_labels = [row.label for row in rows]
    for column in figure.drawn:
        chart.add(figure.headings[column], [row.values[column] for row in rows])
    return _plain(chart.render_tree(), figure, lying)


def _options(figure: Figure, lying: bool) -> dict[str, object]:
    widest = max(text_width(row.label) for row in figure.drawn_rows)
    bars = len(figure.drawn_rows) * len(figure.drawn)
    turned = not lying and len(figure.drawn_rows) > COLUMN_LABELS
    return {
        "width": WIDER if figure.has_many_bars else WIDTH,
        "height": ABOVE + BAR * max(bars, 2) if lying else COLUMN_HEIGHT,
        "margin_left": int(widest * LETTER) + 10 if lying else 20,
        "show_legend": len(figure.drawn) > 1,
        "legend_at_bottom": True,
        "legend_at_bottom_columns": 4,
        "truncate_label": -1,
        "truncate_legend": -1,
        "x_label_rotation": 30 if turned else 0,
        "spacing": 40 if turned else 10,  # pygal assumes that Chinese characters are narrow
        "print_values": not turned or len(figure.drawn) == 1,  # those of several columns would overlap
        "print_values_position": "top",
        "js": (),
        "formatter": lambda value: f"{value:g}",
        "y_labels": _steps(figure),
        "min_scale": 2,
        "max_scale": 6,
    }


def _steps(figure: Figure) -> list[int] | None:
    """The whole numbers of an axis that is too short for the ones that pygal chooses."""
    values = [row.values[column] or 0 for row in figure.drawn_rows for column in figure.drawn]
    return list(range(max(map(int, values)) + 1)) if max(values) <= SHORT and all(map(_is_whole, values)) else None


def _is_whole(value: Number) -> bool:
    return isinstance(value, int)


def _plain(tree: etree._Element, figure: Figure, lying: bool) -> str:
    """Strip the SVG to what is drawn, make it reproducible, and add a text alternative."""
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
