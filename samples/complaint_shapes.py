"""Further ways in which complainants say who they are: told in a sentence, at the top, bare at the foot.

All of the tune split: people write in more shapes than a form has, and a reader must not learn one.
"""

from dataclasses import dataclass

from samples.splits import Dice

ADDRESSEES = (
    ("Kepada", "Yth. Bapak Kepala Dinas Koperasi dan UM", "Kabupaten Jombang", "di Jombang"),
    ("Kepada Yth.", "Kepala Dinas Koperasi dan Usaha Mikro", "Kab. Jombang", "di -", "JOMBANG"),
    ("Yth. Bpk Kepala Dinas Koperasi", "di tempat"),
    ("Kepada Yth : Dinas Koperasi & UM Jombang",),
    (),
)
SALUTATIONS = ("Dengan hormat,", "Assalamualaikum wr.wb.", "Salam sejahtera", "Dengan hormat", "")
_NAMES = (
    "Nama saya {}", "Perkenalkan saya {}", "Saya {}", "Saya yang bernama {}", "Kulo {}", "Sy {}",
    "Dengan ini saya {}", "Yang bertanda tangan di bawah ini saya {}", "Perkenalkan nama saya {}",
    "Bersama ini saya, {}",
)  # fmt: skip
_ADDRESSES = (
    "tinggal di {}", "rumah di {}", "dari {}", "warga {}", "beralamat di {}", "alamat saya {}",
    "yang beralamatkan di {}", "asal {}", "rumah saya {}", "bertempat tinggal di {}",
    "penduduk {}", "griyo {}",
)  # fmt: skip
_PHONES = (
    "bisa dihubungi di nomor {}", "no HP {}", "WA {}", "(telp. {})", "nomor telepon saya {}",
    "kalau perlu bisa ditelpon di {}", "no. wa {}", "HP saya {}", "nomor yang bisa dihubungi {}",
)  # fmt: skip
_ENDS = (
    "ingin menyampaikan keluhan.", "mau melaporkan hal ini.", "bermaksud mengadukan hal berikut.", ".",
    "hendak mengadu.",
)  # fmt: skip
_BARE_PHONES = ("{}", "HP {}", "WA: {}", "Telp. {}", "No HP {}")


@dataclass(frozen=True)
class Who:
    """What the writer may tell of himself; None where he keeps it back."""

    name: str | None
    address: str | None
    phone: str | None


Said = tuple[str, dict[str, str]]
"""A text, and the fields that it states."""


def story(dice: Dice, who: Who) -> Said:
    """One sentence in which the writer says who he is; empty when he keeps everything back."""
    parts, said = [], {}
    if who.name:
        parts.append(dice.choice(_NAMES).format(who.name))
        said["pelapor_nama"] = who.name
    if who.address:
        phrase = dice.choice(_ADDRESSES) if parts else "Alamat saya {}"
        parts.append(phrase.format(who.address))
        said["pelapor_alamat"] = who.address
    if who.phone:
        phrase = dice.choice(_PHONES) if parts else "Nomor HP saya {}"
        parts.append(phrase.format(who.phone))
        said["pelapor_telepon"] = who.phone
    if not parts:
        return "", said
    text = dice.choice((", ", ", ", " ")).join(parts)
    end = dice.choice(_ENDS) if who.name else "."
    return (text + end if end == "." else f"{text} {end}"), said


def bare(dice: Dice, who: Who) -> list[Said]:
    """Address and telephone as lines without a label, as they stand under or over a name."""
    lines: list[Said] = []
    if who.address:
        lines.append((who.address, {"pelapor_alamat": who.address}))
    if who.phone:
        lines.append((dice.choice(_BARE_PHONES).format(who.phone), {"pelapor_telepon": who.phone}))
    return lines


def top(dice: Dice, who: Who) -> list[Said]:
    """Name, address and telephone at the letter's top, as a sender's head."""
    lines: list[Said] = []
    if who.name:
        lead = dice.choice(("", "", "Dari : ", "Pengirim: "))
        lines.append((lead + who.name, {"pelapor_nama": who.name}))
    return lines + bare(dice, who)


FORM_LABELS = {
    "name": ("Nama Lengkap", "Nama Pelapor", "Pelapor"),
    "nik": ("NIK", "No. Identitas"),
    "address": ("Alamat Lengkap", "Alamat Pelapor", "Alamat Tempat Tinggal"),
    "phone": ("Telepon/HP", "Nomor HP", "No. HP/WA", "Kontak"),
    "date": ("Tanggal", "Hari/Tanggal", "Tgl. Laporan"),
    "about": ("Terlapor", "Pihak yang diadukan", "Yang dilaporkan", "Pihak terlapor"),
    "matter": ("Isi laporan", "Uraian pengaduan", "Isi aduan", "Uraian"),
}
FORM_TITLES = (
    "LAPORAN MASYARAKAT", "FORM PENGADUAN ONLINE", "DATA PENGADUAN", "LEMBAR ADUAN", "PENGADUAN MASUK",
    "TANDA BUKTI PENGADUAN",
)  # fmt: skip
