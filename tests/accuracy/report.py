"""Tables of a run, in Markdown, and the reliability plot."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from models.document import Kind
from models.field_spec import FieldType, of_type
from tests.accuracy.running import Result
from tests.accuracy.scoring import Scored, character_error
from tests.accuracy.statistics import calibration_error, equal_mass_bins, upper_bound

ENOUGH_FOR_ECE = 200
"""Fewer readings of a field say nothing about its calibration (from the goals)."""
NIK_FIELDS = of_type(FieldType.NIK)


def percent(part: int, whole: int) -> str:
    """Share in per cent, or a dash without a whole."""
    return f"{100 * part / whole:.1f}" if whole else "-"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [f"| {' | '.join(head)} |", f"|{'|'.join(' --- ' for _ in head)}|"]
    return "\n".join(lines + [f"| {' | '.join(row)} |" for row in rows])


def _shares(fields: Sequence[Scored]) -> list[str]:
    """Right share, silent errors, lost and touch rate of a set of fields."""
    counted = [f for f in fields if not f.is_free_text]
    carried = [f for f in counted if f.carried]
    touched = sum(f.needs_review for f in carried)
    return [
        str(len(carried)), percent(sum(f.is_right for f in carried), len(carried)),
        f"{percent(sum(f.is_silent for f in counted), len(counted))} ({sum(f.is_silent for f in counted)})",
        percent(sum(f.is_lost for f in carried), len(carried)), percent(touched, len(carried)),
    ]  # fmt: skip


def _niks(fields: Sequence[Scored]) -> list[str]:
    niks = [f for f in fields if f.name in NIK_FIELDS and f.carried]
    return [
        percent(sum(f.is_right for f in niks), len(niks)),
        f"{sum(f.is_silent for f in niks)} of {len(niks)}",
    ]


def _text_error(fields: Sequence[Scored]) -> str:
    texts = [f for f in fields if f.is_free_text and isinstance(f.expected, str)]
    errors = [character_error(str(f.expected), str(f.got or "")) for f in texts]
    return f"{sum(errors) / len(errors):.3f}" if errors else "-"


def _grouped(results: Sequence[Result], key: Callable[[Result], str]) -> dict[str, list[Result]]:
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[key(result)].append(result)
    return groups


def fields_table(results: Sequence[Result]) -> str:
    """Fields by kind of document and level."""
    head = ["kind", "level", "fields", "right %", "silent % (n)", "lost %", "touch %", "NIK right %",
            "NIK wrong unflagged", "text CER"]  # fmt: skip
    rows = []
    for kind in (Kind.KTP, Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN, Kind.IDENTITAS_LEMBAGA):
        groups = _levels(results, kind)
        for level, group in groups.items():
            fields = [f for r in group for f in r.score.fields if f.kind is kind]
            if fields:
                rows.append([kind.value, level, *_shares(fields), *_niks(fields), _text_error(fields)])
    fields = [f for r in results for f in r.score.fields]
    rows.append(["all", "all", *_shares(fields), *_niks(fields), _text_error(fields)])
    return table(head, rows)


def _levels(results: Sequence[Result], kind: Kind) -> dict[str, list[Result]]:
    """By level; letters also typed and by hand."""
    groups = _grouped(results, lambda r: r.item.level.value)
    groups = {level: groups[level] for level in ("clean", "medium", "hard") if level in groups}
    if kind is Kind.KTP:
        groups["clean+medium"] = [r for r in results if r.item.level != "hard"]
    if kind in (Kind.SURAT_PENGADUAN, Kind.SURAT_PERMOHONAN):
        groups["typed"] = [r for r in results if not r.item.is_handwritten]
        groups["handwritten"] = [r for r in results if r.item.is_handwritten]
    groups["all"] = list(results)
    return groups


def names_table(results: Sequence[Result]) -> str:
    """Each field by itself: right share, silent errors, touch rate, calibration."""
    groups: dict[tuple[Kind, str], list[Scored]] = defaultdict(list)
    for result in results:
        for field in result.score.fields:
            groups[field.kind, field.name].append(field)
    rows = [[kind.value, name, *_shares(fields), ece(fields)] for (kind, name), fields in groups.items()]
    return table(["kind", "field", "fields", "right %", "silent % (n)", "lost %", "touch %", "ECE"], rows)


def pairs_of(fields: Iterable[Scored]) -> list[tuple[float, bool]]:
    """(confidence, right) of every value that was read."""
    return [(f.confidence, f.is_right) for f in fields if f.got is not None]


def ece(fields: Sequence[Scored]) -> str:
    """Calibration error of the values read, or how few they are."""
    pairs = pairs_of(fields)
    return f"{calibration_error(pairs):.3f}" if len(pairs) >= ENOUGH_FOR_ECE else f"(n={len(pairs)})"


def cases_table(results: Sequence[Result]) -> str:
    """Pages, rotation, completeness and seconds by part."""
    head = ["part", "cases", "pages", "pages right %", "rotation right %", "completeness right %",
            "lengkap wrongly", "service right %", "s/page"]  # fmt: skip
    groups = _grouped(results, lambda r: r.item.order.part)
    groups["all"] = list(results)
    return table(head, [[part, *_case_row(group)] for part, group in groups.items()])


def _case_row(group: Sequence[Result]) -> list[str]:
    pages = [page for r in group for page in r.score.pages]
    turns = [page.rotation_right for page in pages if page.rotation_right is not None]
    open_files = [r for r in group if r.score.status_expected != "lengkap"]
    return [
        str(len(group)), str(len(pages)), percent(sum(p.is_right for p in pages), len(pages)),
        percent(sum(turns), len(turns)), percent(sum(r.score.completeness_right for r in group), len(group)),
        f"{sum(r.score.false_complete for r in group)} of {len(open_files)}",
        percent(sum(r.score.service_right for r in group), len(group)),
        f"{sum(r.seconds for r in group) / max(1, len(pages)):.2f}",
    ]  # fmt: skip


def bounds(results: Sequence[Result]) -> str:
    """What the counts say about rates: upper 95 % bounds (Clopper-Pearson; 0 errors: about 3/n)."""
    niks = [
        f for r in results for f in r.score.fields if f.kind is Kind.KTP and f.name == "nik" and f.carried
    ]
    silent = sum(f.is_silent for f in niks)
    open_files = [r for r in results if r.score.status_expected != "lengkap"]
    false = sum(r.score.false_complete for r in open_files)
    fields = [f for r in results for f in r.score.fields if not f.is_free_text]
    errors = sum(f.is_silent for f in fields)
    return "\n".join(
        f"- {text}: {count} of {total}, upper 95 % bound {100 * upper_bound(count, total):.2f} %"
        for text, count, total in (
            ("NIK on a KTP wrong and unflagged", silent, len(niks)),
            ("`lengkap` said of an incomplete file", false, len(open_files)),
            ("silent errors, all fields", errors, len(fields)),
        )
    )


def reliability_plot(results: Sequence[Result], path: Path) -> None:
    """Confidence against the share that was right, one line a kind of document."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(6, 6))
    axes.plot([0, 1], [0, 1], color="grey", linestyle="--", label="ideal")
    for kind in (Kind.KTP, Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN, Kind.IDENTITAS_LEMBAGA):
        pairs = pairs_of(f for r in results for f in r.score.fields if f.kind is kind)
        bins = equal_mass_bins(pairs)
        if bins:
            label = f"{kind.value} (ECE {calibration_error(pairs):.3f}, n={len(pairs)})"
            axes.plot([b.confidence for b in bins], [b.accuracy for b in bins], marker="o", label=label)
    axes.set(xlabel="confidence", ylabel="share right", title="Reliability, 10 equal-mass bins")
    axes.legend(loc="upper left", fontsize=8)
    figure.tight_layout()
    figure.savefig(path, dpi=110)
    pyplot.close(figure)
