"""What kind of paper a page is, said by a person: of a whole document or of one page of it."""

from collections.abc import Sequence

from desk import audit, judging, set_aside
from desk.changes import Editor, changing
from desk.models import CaseRow, DocumentRow, FieldRow
from models.document import Kind
from models.errors import UsageError
from models.field_spec import FIELD_NAMES, namesake

ONE_A_CASE = frozenset({Kind.SURAT_PERMOHONAN, Kind.SURAT_PENGADUAN})
"""Kinds of which a further page joins the document that is there; two cards are two documents."""


def set_kind(case_id: str, document_id: int, kind: Kind, editor: Editor) -> None:
    """The document becomes another kind: what both kinds carry stays, what only the new one has waits for a
    person, and the rest is set aside. Every later reading keeps the kind."""
    with changing(case_id, editor) as row:
        document = DocumentRow.objects.get(id=document_id, case=row)
        before = document.kind
        _become(document, kind)
        for ref in document.pages:
            _say(row, str(ref["file"]), int(ref["page"]), kind, in_place_of=Kind(before))
        judging.judge_again(row)
        audit.append(
            editor.user.username,
            "ubah_jenis",
            case_id,
            {"dokumen": document_id, "sebelum": before, "sesudah": kind.value},
        )


def set_page_kind(case_id: str, position: int, number: int, kind: Kind, editor: Editor) -> None:
    """One page is of another kind than the document it was put into; nothing is read again, and every later
    reading keeps the kind.

    It leaves its document and joins the letter of that kind, or becomes a document of its own whose fields
    wait for a person. What people said of a document that ends so waits with the letter until the page leaves
    it again. UsageError when the page is none of this case's.
    """
    with changing(case_id, editor) as row:
        use = row.files.filter(position=position).first()
        if not use or (use.pages and number not in use.pages):
            raise UsageError("Halaman itu tidak ada pada berkas ini.")
        documents = list(row.documents.prefetch_related("fields"))
        home = next((item for item in documents if _place(item, use.name, number) is not None), None)
        if home and home.kind == kind.value:
            return
        before = home.kind if home else ""
        letter = next((item for item in documents if item.kind == kind.value and kind in ONE_A_CASE), None)
        if home and len(home.pages) == 1 and not letter:
            _become(home, kind)
        else:
            if home and letter and len(home.pages) == 1:
                set_aside.put_page(letter, home)
            ref = _leave(home, use.name, number) if home else {"file": use.name, "page": number}
            if letter:
                _join(letter, ref)
            elif home and home.pages:
                set_aside.give_page_back(home, _open(row, kind, ref, documents), (use.name, number))
            else:
                _open(row, kind, ref, documents)
        _say(row, use.name, number, kind, in_place_of=Kind(before) if before else None)
        judging.judge_again(row)
        audit.append(
            editor.user.username,
            "ubah_jenis",
            case_id,
            {"halaman": number, "berkas": use.file_id, "sebelum": before, "sesudah": kind.value},
        )


def _place(document: DocumentRow, file: str, number: int) -> int | None:
    """Where in the document that page stands."""
    return next(
        (at for at, ref in enumerate(document.pages) if (ref["file"], ref["page"]) == (file, number)), None
    )


def _become(document: DocumentRow, kind: Kind) -> None:
    document.kind = kind.value
    present, aside = list(document.fields.all()), set_aside.fields(document)
    known: dict[str, FieldRow] = {}
    for field in sorted([*present, *aside], key=lambda field: field.name not in FIELD_NAMES[kind]):
        name = namesake(field.name, kind)
        if name:
            known.setdefault(name, field)
    taken = list(known.values())
    document.set_aside = {}
    set_aside.put(document, (field for field in [*aside, *present] if field not in taken))
    document.save(update_fields=["kind", "set_aside"])
    document.fields.exclude(pk__in=[field.pk for field in taken if field.pk]).delete()
    for position, name in enumerate(FIELD_NAMES[kind]):
        field = known.get(name) or _empty(document, name, position)
        field.name, field.position = name, position
        field.save()


def _say(row: CaseRow, file: str, number: int, kind: Kind, in_place_of: Kind | None) -> None:
    """Remembers with the file the kinds of all papers on its page, the one that a person said first."""
    use = row.files.filter(name=file).first()
    if not use:
        return
    others = [
        item.kind
        for item in row.documents.all()
        if _place(item, file, number) is not None and item.kind not in (kind, in_place_of)
    ]
    use.kinds = {**use.kinds, str(number): [kind.value, *others]}
    use.save(update_fields=["kinds"])


def keep_said(row: CaseRow, gone: Sequence[DocumentRow]) -> None:
    """After a new reading: a page of a kind that a person said, which the reader could make nothing of, is a
    document whose fields wait for a person, or hold what people said of them. `gone`: documents that are no
    more; what people said of the others among them waits with what their pages are now."""
    left = list(gone)
    for use in row.files.all():
        for page, said in use.kinds.items():
            documents = list(row.documents.all())
            has = {item.kind for item in documents if _place(item, use.name, int(page)) is not None}
            if said[0] not in has and (not use.pages or int(page) in use.pages):
                made = _open(
                    row, Kind(said[0]), {"file": use.name, "page": int(page), "rotation": 0}, documents
                )
                was = next((item for item in left if item.kind == said[0] and _share(item, made)), None)
                if was:
                    left.remove(was)
                    _hand_on(was, made)
                row.doubtful = FieldRow.objects.filter(
                    document__case=row, needs_review=True, is_person=False
                ).count()
    for was in left:
        heirs = [item for item in row.documents.all() if item.kind != was.kind and _share(item, was)]
        if heirs:
            _hand_on(was, max(heirs, key=lambda item: item.kind in ONE_A_CASE))


def _share(document: DocumentRow, other: DocumentRow) -> bool:
    return any(_place(document, str(ref["file"]), int(ref["page"])) is not None for ref in other.pages)


def _hand_on(was: DocumentRow, heir: DocumentRow) -> None:
    """What people said of a document that is no more stands in what it is now: of one kind, or both letters;
    else it waits until it is of the old kind again."""
    is_one = was.kind == heir.kind or {was.kind, heir.kind} <= ONE_A_CASE
    rows_of = {field.name: field for field in heir.fields.all()} if is_one else {}
    aside = []
    for said in (field for field in was.fields.all() if field.is_person):
        field = rows_of.get(namesake(said.name, Kind(heir.kind)) or "")
        if field and not field.is_person:
            set_aside.take_words(field, said)
            field.save()
        else:
            aside.append(said)
    set_aside.carry(was, heir)
    set_aside.put(heir, aside)
    heir.save(update_fields=["set_aside"])


def _leave(document: DocumentRow, file: str, number: int) -> dict[str, object]:
    """Takes the page out of its document; fields that stood on it keep their value and lose their box."""
    at = _place(document, file, number)
    assert at is not None
    ref: dict[str, object] = document.pages.pop(at)
    if not document.pages:
        document.delete()
        return ref
    document.set_aside = {name: said | set_aside.NOWHERE for name, said in document.set_aside.items()}
    document.save(update_fields=["pages", "set_aside"])
    for field in document.fields.filter(page__gte=at + 1):
        if field.page == at + 1:
            field.page, field.box = None, None
        elif field.page:
            field.page -= 1
        field.save(update_fields=["page", "box"])
    return ref


def _join(letter: DocumentRow, ref: dict[str, object]) -> None:
    letter.pages = [*letter.pages, ref]
    letter.save(update_fields=["pages"])


def _open(row: CaseRow, kind: Kind, ref: dict[str, object], documents: list[DocumentRow]) -> DocumentRow:
    position = max((item.position for item in documents), default=-1) + 1
    made = DocumentRow.objects.create(case=row, position=position, kind=kind.value, pages=[ref])
    FieldRow.objects.bulk_create(_empty(made, name, at) for at, name in enumerate(FIELD_NAMES[kind]))
    return made


def _empty(document: DocumentRow, name: str, position: int) -> FieldRow:
    """A field nobody has read: a person fills it in."""
    return FieldRow(document=document, name=name, position=position, confidence=0.0, needs_review=True)
