"""Which case a number on paper stands for now: of a case that was merged the one that has its papers, of a
receipt for papers that were there already the case that has them."""

from desk.models import CaseRow, ReceiptRow


def living(row: CaseRow) -> CaseRow:
    """The case that this one's papers are in now; itself where it was merged into none, or into itself."""
    seen = {row.id}
    while row.merged_into and row.merged_into.id not in seen:
        row = row.merged_into
        seen.add(row.id)
    return row


def of_number(number: str) -> CaseRow | None:
    """The case that the number leads to, None when it is none of ours."""
    row = CaseRow.objects.filter(id=number).first()
    if row is None:
        receipt = ReceiptRow.objects.select_related("adds_to").filter(number=number).first()
        row = receipt.adds_to if receipt else None
    return living(row) if row else None


def words(number: str, case_id: str) -> str:
    """What a person who asks for the number is told of the case."""
    is_case = CaseRow.objects.filter(id=number).exists()
    how = "sudah digabung ke" if is_case else "adalah tanda terima atas dokumen yang sudah ada pada"
    return f"Nomor {number} {how} berkas {case_id}."
