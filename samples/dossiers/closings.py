"""Short letters whose ends differ: signed, stamped, typed "ttd.", a thumb, initials, one of two, nothing."""

from dataclasses import dataclass

from samples.bundle import SampleCase
from samples.cooperatives import Cooperative, make_cooperative
from samples.dossiers.ink import strange_marks
from samples.people import Person, make_person, title_case
from samples.places import home
from samples.spelling import long_date, phone
from samples.splits import Dice, Level, Split
from samples.voices.paper import RECEIVED, make_letter
from samples.voices.tagged import Letter, Voice, parse_letter


@dataclass(frozen=True)
class Closing:
    """`lines`: the @ttd block, with {nama}, {lain}, {desa}; `signed`, `stamped`: by hand, with a stamp."""

    lines: str
    signed: bool = False
    stamped: bool = False
    before: str = ""
    """Lines above the closing."""
    head: str = ""
    """Block above the letter."""


_BLANK = "\n[ruang]\n"
_NAME = "<pemohon_nama>{nama}</pemohon_nama>"
_HEAD = "@kop\n{koperasi}\n{alamat}\n"
CLOSINGS: dict[str, Closing] = {
    "ttd": Closing(f"Hormat saya,\n[ttd]\n{_NAME}", signed=True),
    "ttd_stempel": Closing(f"Ketua,\n[ttd] [stempel]\n{_NAME}", signed=True, stamped=True, head=_HEAD),
    "ttd_materai": Closing(f"Pemohon,\n[materai] [ttd]\n{_NAME}", signed=True),
    "satu_dari_dua": Closing(
        f"Ketua, || Sekretaris,\n[ttd] || \n{_NAME} || <lain_nama>{{lain}}</lain_nama>",
        signed=True, head=_HEAD,
    ),
    "mengetahui": Closing(
        "Mengetahui, ||\nKepala Desa {desa} || Pemohon,\n[ttd] [stempel] ||\n"
        f"<lain_nama>{{lain}}</lain_nama> || {_NAME}",
        signed=True, stamped=True,
    ),
    "tanpa": Closing(f"Hormat saya,{_BLANK}{_NAME}"),
    "tanpa_kurung": Closing(f"Pemohon,{_BLANK}( {_NAME} )"),
    "stempel": Closing(f"Ketua,\n[stempel]\n{_NAME}", stamped=True, head=_HEAD),
    "ketik_ttd": Closing(f"Pemohon,\n \n{{ttd}}\n \n{_NAME}"),
    "cetak_kop": Closing(f"Hormat kami,{_BLANK}{_NAME}", head="{cetakan}" + _HEAD),
    "jempol": Closing(f"Yang memohon,\n[jempol]\n{_NAME}"),
    "materai": Closing(f"Pemohon,\n[materai]\n{_NAME}"),
    "paraf": Closing(
        f"Hormat saya,{_BLANK}{_NAME}", before="@ttd\nRalat: angka {angka} dibaca {ralat} [paraf]\n"
    ),
}  # fmt: skip
"""`mengetahui` and `satu_dari_dua` are signed by hand, though not by all (contract: "anywhere on the letter's
pages"); a thumb is no writing, initials beside a correction are no signature, neither is print."""
TYPED: dict[Split, tuple[str, ...]] = {
    Split.TUNE: ("( ttd. )", "TTD", "t.t.d", "Ttd", "td. tgn.", "sudah ditandatangani"),
    Split.TEST: ("ttd.", "ttd", "t.t.d.", "(ttd)", "Tertanda", "dto."),
}
OWN_KEY = {Split.TUNE: "/tune", Split.TEST: ""}
"""What parts the seeds of the two splits."""
MATTERS = (
    ("konsultasi", "Kami belum mengetahui syarat perubahan anggaran dasar koperasi dan biaya pengesahannya."),
    ("pengaduan", "Simpanan saya sebesar Rp {angka}.000.000 sejak awal tahun tidak dapat saya ambil."),
    ("penyelesaian_masalah", "Sertifikat jaminan saya tidak dikembalikan walaupun pinjaman sudah lunas."),
    ("konsultasi", "Mohon penjelasan tentang tata cara rapat anggota yang sudah dua tahun tertunda."),
    ("pengaduan", "Pengurus tidak pernah membagikan laporan keuangan dan sisa hasil usaha kepada anggota."),
    ("penyelesaian_masalah", "Angsuran saya yang ke-{angka} tidak dicatat dan saya dianggap menunggak."),
)
ASKS = ("Mohon bantuan Bapak/Ibu.", "Untuk itu kami mohon difasilitasi.", "Atas perhatiannya terima kasih.")


def closing_letter(kind: str, number: int, seed: int, split: Split = Split.TEST) -> tuple[Voice, Letter]:
    """Letter `number` with a closing of that kind; each is a voice of its own."""
    dice = Dice(f"{seed}/penutup/{kind}/{number}{OWN_KEY[split]}", split)
    person, coop, other = make_person(dice, place=home(dice)), make_cooperative(dice), make_person(dice)
    closing = CLOSINGS[kind]
    asked, matter = dice.choice(MATTERS)
    flags = ["ttd"] * closing.signed + ["stempel"] * closing.stamped
    name = f"{kind.replace('_', '')}-{number:03d}{OWN_KEY[split].replace('/', '-')}"
    head = f"{name} surat_permohonan {asked} loket {' '.join(flags)}\n"
    text = head + _body(dice, person, coop, closing, matter)
    words = {
        "nama": title_case(person.name), "lain": title_case(other.name), "koperasi": coop.name,
        "alamat": coop.address, "desa": title_case(person.place.village), "ttd": dice.choice(TYPED[split]),
        "angka": str(dice.randint(3, 9)), "ralat": str(dice.randint(3, 9)),
        "cetakan": f"@kanan\n~ {coop.short.title()} ~\n",
    }  # fmt: skip
    for key, value in words.items():
        text = text.replace(f"{{{key}}}", value)
    return Voice(name, "", ()), parse_letter(text)


def _body(dice: Dice, person: Person, coop: Cooperative, closing: Closing, matter: str) -> str:
    day = RECEIVED.replace(month=dice.randint(8, 10), day=dice.randint(1, 28))
    return "\n".join(
        (
            closing.head.rstrip("\n") or "@isi",
            "@kanan",
            f"<tempat_surat>Jombang</tempat_surat>, <tanggal_surat>{long_date(dice, day)}</tanggal_surat>",
            "@kiri",
            "Yth. <tujuan>Kepala Dinas Koperasi dan Usaha Mikro Kab. Jombang</tujuan>",
            "@isi",
            "Dengan hormat,",
            f"Saya anggota <koperasi_nama>{coop.name}</koperasi_nama>, telepon "
            f"<pemohon_telepon>{phone(dice, person.phone)}</pemohon_telepon>.",
            f"<pokok_masalah>{matter}</pokok_masalah>",
            dice.choice(ASKS),
            f"{closing.before}@ttd",
            closing.lines,
        )
    )


def make_closing(kind: str, number: int, *, seed: int, level: Level, split: Split = Split.TEST) -> SampleCase:
    """The page of such a letter, with the split's hands, pens, thumbs and stamps."""
    voice, letter = closing_letter(kind, number, seed, split)
    return make_letter(voice, letter, seed=seed, level=level, split=split, marks=strange_marks)
