"""What of a case's rows is personal: all free text, unless it is known to hold codes only.

So a table or column that is added later is erased without anybody remembering it; what must stay for the
figures (dates, codes, who decided) is of other types, a closed choice, or stands in CODES.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from desk.models import CasePaper, CaseRow, Erasure, StoredOriginal

CODES: dict[str, frozenset[str]] = {
    "CaseRow": frozenset({"service", "completeness", "identity_evidence", "topic", "kecamatan"}),
    "CaseProcess": frozenset({"stage"}),
    "StageMove": frozenset({"action", "stage_from", "stage_to"}),
    "Decision": frozenset({"status_before", "status_after"}),
    "Overrule": frozenset({"requirement", "verdict"}),
    "Consultation": frozenset({"topic"}),
    "Meeting": frozenset({"room"}),
    "DropRow": frozenset({"drop_id", "channel"}),
    "ReceiptRow": frozenset({"number", "channel", "digests", "first_digest"}),
    "CasePaper": frozenset({"number", "sent_by"}),
    "Erasure": frozenset({"reason", "files"}),
}
"""Table -> columns of free text that hold codes, numbers of a register or digests, no words of a person."""

WHOLE_ROWS = frozenset(
    {"CaseReading", "CaseFile", "DocumentRow", "FieldRow", "Documentation", "NoticeRow", "RequestRow"}
)
"""Tables whose rows say nothing once the text is gone."""

Blank = str | list[object] | dict[str, object] | bytes | None


@dataclass(frozen=True)
class Table:
    """A table whose rows belong to a case; `ways`: lookups that lead from a row to it."""

    model: type[models.Model]
    ways: tuple[str, ...]

    def rows_of(self, case_id: str) -> models.QuerySet[models.Model]:
        """The case's rows."""
        wanted = models.Q()
        for way in self.ways:
            wanted |= models.Q(**{way: case_id})
        return self.model._default_manager.filter(wanted)


def tables() -> list[Table]:
    """Every table that belongs to a case, found by its keys; the furthest first."""
    ways: dict[type[models.Model], list[str]] = {}
    todo: list[tuple[type[models.Model], str]] = [(CaseRow, "")]
    while todo:
        model, way = todo.pop(0)
        for child, name in _children(model):
            full = f"{name}__{way}" if way else name
            if full not in ways.setdefault(child, []):
                ways[child].append(full)
                todo.append((child, full))
    return [Table(model, tuple(found)) for model, found in reversed(ways.items())]


def keys_to(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """Tables with a key to that model and the key's name; also keys that know no way back ("+")."""
    for relation in model._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel):
            continue
        child = relation.related_model
        if isinstance(child, type) and child._meta.app_label == "desk":
            yield child, relation.field.name


def _children(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    return ((child, name) for child, name in keys_to(model) if child not in (CaseRow, model))


def blanks(model: type[models.Model]) -> dict[str, Blank]:
    """Column -> what it holds once its text is gone."""
    codes = CODES.get(model.__name__, frozenset())
    return {
        field.attname: _blank(field)
        for field in model._meta.concrete_fields
        if _is_free(field) and field.attname not in codes
    }


def _is_free(field: "models.Field[object, object]") -> bool:
    is_text = isinstance(field, (models.CharField, models.TextField, models.JSONField, models.BinaryField))
    return is_text and not field.primary_key and not field.choices


def _blank(field: "models.Field[object, object]") -> Blank:
    if field.null:
        return None
    if isinstance(field, models.JSONField):
        return {} if field.default is dict else []
    return b"" if isinstance(field, models.BinaryField) else ""


def file_keys(model: type[models.Model]) -> list[str]:
    """The model's keys to stored files."""
    from_here = (models.ForeignKey, models.OneToOneField)
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, from_here) and field.related_model is StoredOriginal
    ]


def clear(case_id: str) -> None:
    """Takes everything personal out of the case's rows; files are taken off by who calls."""
    for table in tables():
        found, name = table.rows_of(case_id), table.model.__name__
        if name in WHOLE_ROWS:
            found.delete()
        elif table.model is CasePaper:
            _clear_papers(case_id)
        elif table.model is not Erasure:
            gone: dict[str, Blank] = {f"{key}_id": None for key in file_keys(table.model)}
            found.update(**blanks(table.model) | gone)
    CaseRow.objects.filter(id=case_id).update(**blanks(CaseRow))


def _clear_papers(case_id: str) -> None:
    """A paper keeps its kind, number, date and who made it final: the register of outgoing letters stays."""
    for paper in CasePaper.objects.filter(case_id=case_id):
        bare = {"kind": paper.kind}
        CasePaper.objects.filter(id=paper.id).update(content=bare, docx=None, pdf=None)
