"""Papers that identify a koperasi: deed of foundation, approval, NIK certificate, NIB, NPWP, others.

The wording and the layouts are our own, after what such papers carry; every page is marked CONTOH.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from models.document import Kind
from samples import fonts
from samples.cooperatives import Cooperative
from samples.flow import Flow
from samples.ink import BALLPOINT, signature
from samples.people import make_name, title_case
from samples.sheet import A4, F4, Pen, Picture, Rule, Sheet, Style
from samples.spelling import any_date, long_date
from samples.splits import Dice
from samples.stamps import INKS, logo, round_stamp
from samples.truth import Paper, Value


@dataclass
class _Page:
    flow: Flow
    dice: Dice
    coop: Cooperative
    values: dict[str, Value]

    def put(self, name: str, value: str) -> None:
        self.values.setdefault(name, value)

    def centre(self, text: str, *, bold: bool = False, extra: float = 0) -> None:
        style = self.flow.style.but(bold=bold, size=self.flow.style.size + extra)
        self.flow.paragraph(text, style=style, align="centre")

    def day(self) -> date:
        return date(2012, 1, 5) + timedelta(days=self.dice.randint(0, 5000))

    def name_printed(self) -> str:
        name = self.coop.name.upper() if self.dice.chance(0.5) else self.coop.name
        self.put("koperasi_nama", name)
        return name

    def address_printed(self) -> str:
        self.put("koperasi_alamat", self.coop.address)
        return self.coop.address

    def signed(self, title: str) -> None:
        flow, dice = self.flow, self.dice
        x = flow.left + (flow.edge - flow.left) * 0.58
        flow.gap()
        flow.line(title, x=x)
        flow.sheet.add(Pen(x, flow.y + 8, tuple(signature(dice, 90, 36)), 1.2, BALLPOINT["blue"]))
        colour = INKS[dice.choice(("blue", "purple"))]
        flow.sheet.add(Picture(x - 50, flow.y - 6, 86, 86, round_stamp(dice, title, "Contoh", colour)))
        flow.y += 56
        flow.line(title_case(make_name(dice, dice.choice("LP"))), x=x, style=flow.style.but(bold=True))


def _deed(page: _Page) -> str:
    dice = page.dice
    number = str(dice.randint(1, 98))
    notary = f"{title_case(make_name(dice, 'P'))}, S.H., M.Kn."
    page.centre(f"NOTARIS {notary}".upper(), bold=True, extra=2)
    page.centre("Notaris di Kabupaten Jombang")
    page.flow.gap()
    title = dice.choice(("AKTA PENDIRIAN {}", "PENDIRIAN {}", "AKTA PENDIRIAN KOPERASI\n{}"))
    for line in title.format(page.name_printed()).split("\n"):
        page.centre(line, bold=True, extra=1)
    page.centre(dice.choice(("Nomor : {}", "Nomor : {}.-", "No. {}")).format(number))
    page.put("nomor_identitas", number)
    page.flow.gap()
    day = page.day()
    page.flow.paragraph(
        f"Pada hari ini, tanggal {long_date(dice, day)}, pukul {dice.randint(9, 15)}.00 WIB, hadir di "
        f"hadapan saya, {notary}, Notaris di Kabupaten Jombang, dengan dihadiri saksi-saksi yang akan "
        "disebut pada akhir akta ini :"
    )
    for i in range(1, dice.randint(3, 5)):
        person = title_case(make_name(dice, dice.choice("LP")))
        page.flow.paragraph(f"{i}. {person}, bertempat tinggal di Kabupaten Jombang;", x=page.flow.left + 16)
    page.flow.paragraph(
        "Para penghadap dengan ini menerangkan telah sepakat mendirikan koperasi dengan anggaran dasar "
        "sebagai berikut :"
    )
    page.centre("Pasal 1", bold=True)
    page.flow.paragraph(
        f"Koperasi ini bernama {page.coop.name} dan berkedudukan di {page.address_printed()}. Koperasi dapat "
        "membuka cabang di tempat lain dengan persetujuan rapat anggota."
    )
    page.centre("Pasal 2", bold=True)
    page.flow.paragraph(
        "Koperasi berlandaskan Pancasila dan Undang-Undang Dasar 1945 serta berdasar atas asas kekeluargaan."
    )
    page.signed("Notaris")
    return "akta_pendirian"


def _approval(page: _Page) -> str:
    dice, number = page.dice, page.coop.legal_number
    is_ministry = number.startswith("AHU")
    head = "KEPUTUSAN MENTERI HUKUM REPUBLIK INDONESIA" if is_ministry else "KEPUTUSAN KEPALA DINAS KOPERASI"
    page.centre(head, bold=True, extra=1)
    page.centre(dice.choice(("NOMOR {}", "Nomor : {}", "NOMOR : {}")).format(number))
    page.put("nomor_identitas", number)
    page.centre("TENTANG")
    page.centre("PENGESAHAN AKTA PENDIRIAN KOPERASI", bold=True)
    page.centre(page.name_printed(), bold=True)
    page.flow.gap()
    day = page.day()
    rows = [
        (
            "Menimbang",
            f"bahwa permohonan pengesahan badan hukum {page.coop.name} tanggal {long_date(dice, day)} "
            "telah memenuhi persyaratan;",
        ),
        ("Mengingat", "Undang-Undang Nomor 25 Tahun 1992 tentang Perkoperasian;"),
        (
            "Menetapkan",
            f"mengesahkan akta pendirian {page.coop.name} yang berkedudukan di {page.address_printed()}.",
        ),
    ]
    page.flow.pairs(rows, tab=90)
    page.flow.paragraph(
        f"Ditetapkan di Jakarta pada tanggal {long_date(dice, day + timedelta(days=9))}.", align="left"
    )
    page.signed("Direktur Jenderal" if is_ministry else "Kepala Dinas")
    return "sk_badan_hukum"


def _certificate(page: _Page) -> str:
    dice = page.dice
    number = f"3517{dice.randint(10**8, 10**9 - 1)}"
    page.flow.sheet.add(Picture(page.flow.left, page.flow.y, 46, 46, logo(dice, INKS["red"])))
    page.centre("KEMENTERIAN KOPERASI REPUBLIK INDONESIA", bold=True)
    page.centre(
        dice.choice(("SERTIFIKAT NOMOR INDUK KOPERASI", "SERTIFIKAT NOMOR INDUK KOPERASI (NIK)")),
        bold=True,
        extra=4,
    )
    page.flow.gap()
    page.centre(
        dice.choice(("NIK : {}", "Nomor Induk Koperasi : {}", "NIK. {}")).format(number), bold=True, extra=3
    )
    page.put("nomor_identitas", number)
    page.flow.gap()
    rows = [
        (dice.choice(("Nama Koperasi", "Nama")), page.name_printed()),
        (dice.choice(("Nomor Badan Hukum", "No. Badan Hukum")), page.coop.legal_number),
        ("Tanggal Badan Hukum", any_date(dice, page.day())),
        (dice.choice(("Alamat", "Alamat Koperasi")), page.address_printed()),
        ("Bentuk Koperasi", "Primer Kabupaten/Kota"),
        ("Jenis Koperasi", dice.choice(("Simpan Pinjam", "Konsumen"))),
        ("Berlaku sampai", long_date(dice, date(2027, dice.randint(1, 12), dice.randint(1, 28)))),
    ]
    page.flow.pairs(rows, tab=140)
    page.flow.paragraph(
        "Sertifikat ini diberikan kepada koperasi yang telah melaksanakan Rapat Anggota Tahunan."
    )
    page.signed("Deputi")
    return "sertifikat_nik_koperasi"


def _nib(page: _Page) -> str:
    dice = page.dice
    number = "".join(str(dice.randint(0, 9)) for _ in range(12))
    number = f"{dice.choice('0189')}{number}"
    page.centre("PEMERINTAH REPUBLIK INDONESIA", bold=True)
    page.centre(
        dice.choice(("PERIZINAN BERUSAHA BERBASIS RISIKO", "NOMOR INDUK BERUSAHA (NIB)")), bold=True, extra=2
    )
    page.centre(f"NOMOR INDUK BERUSAHA: {number}" if dice.chance(0.6) else f"NIB : {number}", bold=True)
    page.put("nomor_identitas", number)
    page.flow.gap()
    page.flow.paragraph(
        "Berdasarkan Undang-Undang tentang Cipta Kerja, Pemerintah menerbitkan NIB kepada pelaku usaha "
        "berikut ini :"
    )
    rows = [
        ("1. Nama Pelaku Usaha", page.name_printed()),
        ("2. Alamat Kantor", page.address_printed()),
        ("3. Nomor Telepon", page.coop.phone),
        ("4. Email", "-"),
        ("5. Status Penanaman Modal", "PMDN"),
        ("6. Kode KBLI", dice.choice(("64141", "47111", "46339", "01111"))),
        ("7. Skala Usaha", "Usaha Mikro"),
    ]
    page.flow.pairs(rows, tab=150)
    page.flow.gap()
    page.flow.paragraph(f"Diterbitkan di Jakarta, tanggal: {long_date(dice, page.day())}", align="left")
    page.signed("Kepala BKPM")
    return "nib"


def _npwp(page: _Page) -> str:
    dice = page.dice
    middle = f"{dice.randint(100, 999)}.{dice.randint(100, 999)}.{dice.randint(0, 9)}"
    number = f"0{dice.randint(1, 9)}.{middle}-{dice.choice(('602', '649', '617'))}.000"
    page.centre("KEMENTERIAN KEUANGAN REPUBLIK INDONESIA", bold=True)
    page.centre("DIREKTORAT JENDERAL PAJAK", bold=True)
    page.flow.gap()
    page.centre(
        dice.choice(("KARTU NPWP", "NOMOR POKOK WAJIB PAJAK", "SURAT KETERANGAN TERDAFTAR")),
        bold=True,
        extra=2,
    )
    page.centre(f"NPWP : {number}", bold=True, extra=3)
    page.put("nomor_identitas", number)
    page.flow.gap()
    page.flow.pairs(
        [
            ("Nama", page.name_printed()),
            ("Alamat", page.address_printed()),
            ("KPP", "PRATAMA JOMBANG"),
            ("Tanggal Terdaftar", any_date(dice, page.day())),
        ],
        tab=120,
    )
    page.flow.paragraph(
        "Kartu ini harap disimpan baik-baik dan diperlihatkan apabila diperlukan.", align="left"
    )
    page.signed("Kepala Kantor")
    return "npwp"


def _other(page: _Page) -> str:
    """A village's certificate of domicile."""
    dice, village = page.dice, title_case(page.coop.place.village)
    page.centre("PEMERINTAH KABUPATEN JOMBANG", bold=True)
    page.centre(f"KECAMATAN {page.coop.place.district} - DESA {page.coop.place.village}", bold=True)
    page.flow.gap()
    page.centre("SURAT KETERANGAN DOMISILI", bold=True, extra=1)
    unit = f"415.{dice.randint(10, 60)}.{dice.randint(1, 20)}"
    number = f"470/{dice.randint(10, 400)}/{unit}/{dice.randint(2020, 2026)}"
    page.centre(f"Nomor : {number}")
    page.put("nomor_identitas", number)
    page.flow.gap()
    page.flow.paragraph(f"Kepala Desa {village} menerangkan bahwa koperasi tersebut di bawah ini :")
    page.flow.pairs(
        [
            ("Nama Koperasi", page.name_printed()),
            ("Alamat", page.address_printed()),
            ("No. Badan Hukum", page.coop.legal_number),
        ],
        tab=120,
    )
    page.flow.paragraph(f"benar-benar berdomisili di wilayah Desa {village} dan sampai saat ini masih aktif.")
    page.signed("Kepala Desa")
    return "lainnya"


PAPERS: dict[str, Callable[[_Page], str]] = {
    "akta": _deed,
    "sk": _approval,
    "sertifikat": _certificate,
    "nib": _nib,
    "npwp": _npwp,
    "domisili": _other,
}


SIZES = (12.0, 11.5, 11.0, 10.0, 9.0)
"""Type sizes tried until everything stands on one page."""


def make_paper(dice: Dice, kind: str, coop: Cooperative) -> tuple[Sheet, Paper]:
    """A page of that kind (see PAPERS) about the koperasi, with its truth."""
    family, size = dice.choice(fonts.TYPED[dice.split]), dice.choice((A4, F4))
    left, leading, has_border = dice.uniform(60, 90), dice.uniform(1.2, 1.5), dice.chance(0.5)
    for points in SIZES[dice.choice((0, 1, 2)) :]:
        flow = Flow(Style(family, points), size, left=left, leading=leading)
        page = _Page(flow, dice, coop, {})
        page.values["jenis_identitas"] = PAPERS[kind](page)
        if flow.page == 1:
            break
    if has_border:
        _border(flow)
    flow.y = flow.size[1] - flow.bottom - 14
    flow.line("CONTOH", style=flow.style.but(size=8), align="centre")
    return flow.sheet, Paper(Kind.IDENTITAS_LEMBAGA, page.values)


def _border(flow: Flow) -> None:
    for inset in (22, 27):
        w, h = flow.size[0] - inset, flow.size[1] - inset
        corners = ((inset, inset), (w, inset), (w, h), (inset, h), (inset, inset))
        for (x0, y0), (x1, y1) in pairwise(corners):
            flow.sheet.add(Rule(x0, y0, x1, y1, 1.2, (90, 120, 90)))
