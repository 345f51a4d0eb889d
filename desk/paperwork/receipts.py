"""The receipt from its template, one or many in one PDF."""

import io
from collections.abc import Sequence

import pikepdf

from desk.papers import Receipt, code_text, receipt_lines
from desk.paperwork import template, writer
from models.papers.receipts import receipt


def docx(given: Receipt) -> bytes:
    """The receipt as DOCX."""
    content = receipt(given.number, receipt_lines(given), officer=given.officer, giver=given.giver)
    return template.docx(content, number="", dated_on=given.received_on, code=code_text(given.number))


def pdf(given: Sequence[Receipt]) -> bytes:
    """The receipts as one PDF, a page each. StorageError without LibreOffice."""
    found = writer.pdfs([docx(one) for one in given])
    if len(found) == 1:
        return found[0]
    out = io.BytesIO()
    with pikepdf.new() as whole:
        for part in found:
            with pikepdf.open(io.BytesIO(part)) as paper:
                whole.pages.extend(paper.pages)
        whole.save(out)
    return out.getvalue()
