"""Charts as SVG made here: only attributes, so that the Content-Security-Policy stays strict."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from desk.figures import Bar

WIDTH = 520
ROW = 26
LABEL = 215
COLUMN_HEIGHT = 150
CAPITAL, SMALL, THIN = 9.9, 8.2, 4.6
THIN_LETTERS = frozenset(" ilIjft.,'()-")
"""Widths of letters at 13 px in DejaVu Sans, the widest font a machine may show, and a little more."""


def rows(bars: Sequence[Bar], title: str) -> SafeString:
    """Horizontal bars, one a line; a second value continues the bar in another shade."""
    most = max([bar.value + (bar.other or 0) for bar in bars] + [1])
    scale = (WIDTH - LABEL - 50) / most
    drawn = format_html_join("", "{}", ((_row(bar, number, scale),) for number, bar in enumerate(bars)))
    height = ROW * max(len(bars), 1)
    return format_html(
        '<svg class="bagan" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        WIDTH,
        height,
        title,
        drawn,
    )


def fitting(label: str) -> str:
    """The label, cut where it would run out of the picture; the table below the chart says it whole."""
    room = LABEL - 8.0
    for place, char in enumerate(label):
        room -= THIN if char in THIN_LETTERS else CAPITAL if char.isupper() else SMALL
        if room < 0:
            return label[: place - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
    return label


def _row(bar: Bar, number: int, scale: float) -> SafeString:
    top, first, second = number * ROW, bar.value * scale, (bar.other or 0) * scale
    return format_html(
        '<text x="{}" y="{}" text-anchor="end">{}</text>'
        '<rect class="batang" x="{}" y="{}" width="{}" height="16" rx="2"/>'
        '<rect class="batang dua" x="{}" y="{}" width="{}" height="16" rx="2"/>'
        '<text x="{}" y="{}">{}</text>',
        LABEL - 8, top + 17, fitting(bar.label),
        LABEL, top + 5, f"{first:.1f}",
        f"{LABEL + first:.1f}", top + 5, f"{second:.1f}",
        f"{LABEL + first + second + 6:.1f}", top + 17,
        f"{bar.value:g}" if bar.other is None else f"{bar.value:g} dari {bar.value + bar.other:g}",
    )  # fmt: skip


def columns(bars: Sequence[Bar], title: str) -> SafeString:
    """Pairs of columns over time: value and other side by side."""
    most = max([max(bar.value, bar.other or 0) for bar in bars] + [1])
    step = WIDTH / max(len(bars), 1)
    drawn = format_html_join("", "{}", ((_column(bar, n * step, step, most),) for n, bar in enumerate(bars)))
    return format_html(
        '<svg class="bagan" viewBox="0 0 {} {}" role="img" aria-label="{}">{}'
        '<line class="sumbu" x1="0" y1="{}" x2="{}" y2="{}"/></svg>',
        WIDTH, COLUMN_HEIGHT + 36, title, drawn, COLUMN_HEIGHT + 14, WIDTH, COLUMN_HEIGHT + 14,
    )  # fmt: skip


def _column(bar: Bar, left: float, step: float, most: float) -> SafeString:
    wide = step * 0.36
    parts = []
    for place, (value, kind) in enumerate(((bar.value, "batang"), (bar.other or 0, "batang dua"))):
        tall = value / most * (COLUMN_HEIGHT - 16)
        x = left + step * 0.12 + place * (wide + 1)
        y = COLUMN_HEIGHT + 14 - tall
        number = format_html(
            '<text class="kecil" x="{}" y="{}" text-anchor="middle">{}</text>',
            f"{x + wide / 2:.1f}",
            f"{y - 3:.1f}",
            f"{value:g}",
        )
        parts.append(
            format_html(
                '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>{}',
                kind,
                f"{x:.1f}",
                f"{y:.1f}",
                f"{wide:.1f}",
                f"{tall:.1f}",
                number if value else "",
            )
        )
    label = format_html(
        '<text class="kecil" x="{}" y="{}" text-anchor="middle">{}</text>',
        f"{left + step / 2:.1f}", COLUMN_HEIGHT + 30, bar.label,
    )  # fmt: skip
    return format_html("{}{}{}", parts[0], parts[1], label)
