"""Where papers name the koperasi that a case is about: their own, or in a complaint the one complained of."""

from models.document import Kind
from models.field_spec import places

KOPERASI_PLACES = tuple(
    sorted(
        (*places("koperasi"), *(one for one in places("pihak_lain") if one[0] is Kind.SURAT_PENGADUAN)),
        key=lambda one: one[0] is Kind.IDENTITAS_LEMBAGA,
    )
)
"""(kind, name) of each such field, letters' first: the request's, the complaint's, an identity paper's."""
KOPERASI_NAMES = tuple(dict.fromkeys(name for _, name in KOPERASI_PLACES))
"""Their names; of one paper at most one of them is a field."""
