"""The labels printed on letters and forms, and the ways people write them.

Source: letters as offices and citizens write them (label variants of the domain reference);
spaces, dots and case are free, a slash may join two labels.
"""

import re

_ALONE = r"(?=\W*(?:[:=]|$))"
"""Behind a label that also begins names, addresses or sentences ('Griya Kencana', 'tinggal di Ploso'): its
colon or nothing."""
_WHOSE = r"(?:pemohon|pelapor|(?:calon )?ketua(?: panitia)?)"
_VARIANTS: dict[str, tuple[str, ...]] = {
    "badan_hukum": (
        r"badan hkm\.?",
        r"(?:no(?:mor)?\.?|sk)? ?(?:sk )?badan hukum(?: koperasi| no(?:mor)?\.?)?",
        r"(?:no(?:mor)?\.?) ?b\.?h\.?", r"b\.?h\.?(?: no(?:mor)?\.?)?", r"no(?:mor)?\.? (?:sk )?pengesahan",
        r"no(?:mor)?\.? ahu",
    ),
    "nik_koperasi": (
        r"nomor induk koperasi(?: ?\(?nik\)?)?", r"nik koperasi", r"no(?:mor)?\.? sertifikat(?: nik)?",
        r"no(?:mor)?\.? induk koperasi", r"sertifikat nik",
    ),
    "npwp": (r"(?:no(?:mor)?\.? )?npwp(?: ?16)?(?: koperasi)?", r"nomor pokok wajib pajak"),
    "nib": (r"(?:no(?:mor)?\.? )?nib", r"nomor induk berusaha(?: ?\(nib\))?"),
    "kk": (r"no(?:mor)?\.? ?kk", r"no(?:mor)?\.? kartu keluarga", r"kartu keluarga",
    r"no(?:mor)?\.? ?kk.{0,3}nik kepala keluarga"),
    "nik": (
        r"nik", r"n\.i\.k\.?", r"(?:no(?:mor)?\.? ?)?ktp(?:-?el)?", r"no(?:mor)?\.? (?:induk kependudukan"
            r"|identitas|nik)(?: ?\((?:nik|ktp)\))?",
        r"nik ?(?:/|\()? ?(?:no(?:mor)?\.? ?)?ktp\)?", r"(?:no(?:mor)?\.? ?)?ktp ?(?:/|\() ?nik\)?",
        rf"nik {_WHOSE}", r"ktp no(?:mor)?\.?",
        r"no(?:mor)?\.? ktp ?/ ?sim",
    ),
    "telepon": (
        r"(?:no(?:mor)?\.? ?)?(?:hp|h\.p\.?|wa|whats ?app|telp(?:on)?|tlp|telepon|telpon|tilpun|ponsel"
        r"|kontak|handphone|seluler)(?: (?:seluler|genggam|selular))?\.?"
        r"(?: ?[/&,(] ?(?:no(?:mor)?\.? ?)?(?:hp|wa|whatsapp|telp|telepon)\.?\)?)*(?: (?:yang|yg) (?:dapat"
        r"|bisa) dihubungi| aktif)?",
        rf"(?:no(?:mor)?\.? ?)?(?:hp|wa|telepon) {_WHOSE}",
        r"no(?:mor)?\.? (?:yang|yg) (?:dapat|bisa) dihubungi", r"(?:no(?:mor)?\.? ?)?hp[o0l|]wa",
    ),
    "no_anggota": (
        r"no(?:mor)?\.? (?:buku )?anggota(?: koperasi)?", r"no(?:mor)?\.? rek(?:ening)?\.?(?: simpanan"
            r"| tabungan)?", r"anggota no(?:mor)?\.?",
    ),
    "alamat_koperasi": (
        r"alamat (?:kantor|koperasi|lembaga|sekretariat|perusahaan|usaha)(?: koperasi| pusat)?",
        r"alamat utama", r"kedudukan ?/ ?alamat", r"tempat kedudukan ?/ ?alamat",
        r"tempat kedudukan", r"berkedudukan(?: di)?", r"berkantor(?: di)?",
        r"alamat kedudukan",
    ),
    "alamat": (
        r"alamat(?: (?:rumah|lengkap|sesuai ktp|tinggal|domisili|asal|sekarang|saat ini|pribadi|saya|ktp"
        rf"|{_WHOSE}))?(?: ?\(?sesuai ktp\)?)?",
        rf"griy[ao]{_ALONE}",
        r"tempat tinggal", r"alamat tempat tinggal", r"domisili", r"almt\.?", r"bertempat tinggal(?: di)?",
        rf"(?:(?:ber)?tinggal di|berdomisili di|domisili sekarang|kediaman){_ALONE}",
        r"(?:(?:ber)?tinggal|berdomisili)(?=\W*[:=])",
    ),
    "ttl": (r"(?:tempat|tmp|tpt)\.? ?[/,&]? ?(?:dan )?(?:tgl|tanggal)\.? ?lahir", r"ttl", r"t\.?t\.?l\.?",
    r"tanggal lahir", r"tgl\.? lahir", r"tempat lahir"),
    "jenis_kelamin": (r"jenis kelamin", r"l ?/ ?p", r"kelamin"),
    "agama": (r"agama",),
    "umur": (r"umur", r"usia"),
    "status": (r"status(?: perkawinan)?",),
    "pekerjaan": (r"pekerjaan", r"pek\.?", r"profesi"),
    "jabatan": (
        r"(?:jabatan|kedudukan|status)(?: (?:keanggotaan|sebagai))?(?: (?:dalam|dlm|dim|di"
        r"|pada) (?:koperasi|kop\.?))?",
        r"selaku", r"bertindak selaku", rf"(?:bertindak )?sebagai{_ALONE}",
    ),
    "koperasi": (r"nama (?:koperasi|lembaga|badan usaha|instansi|perusahaan|perseroan|pelaku usaha)",
    r"koperasi(?: (?:yang|yg) (?:dipermasalahkan|bersangkutan|dimaksud))?", r"mewakili(?: koperasi)?",
    r"anggota (?:dari )?koperasi", r"asal koperasi", r"lembaga"),
    "termohon": (r"(?:nama |pihak )?termohon(?: nama)?", r"pihak (?:yang|yg) dimohonkan", r"lawan"),
    "terlapor": (
        r"(?:nama |pihak )?terlapor", r"(?:pihak )?(?:yang|yg) (?:dilaporkan|diadukan)", r"teradu",
        r"(?:nama )?(?:koperasi|pihak|petugas|pegawai|unit|bagian|lembaga|instansi)"
        r"(?: ?(?:/|dan|,) ?(?:nama )?(?:koperasi|pihak|petugas|pegawai|unit|bagian|lembaga|instansi))*"
        r" ?/? ?(?:(?:yang|yg) )?(?:dilaporkan|diadukan|dikeluhkan|terlapor)",
        r"mengadukan", r"melaporkan", r"nama koperasi ?/ ?(?:petugas|pegawai|pihak|unit)(?: lain)?",
        r"(?:pihak )?diadukan", r"koperasi terlapor",
        r"(?:yang|yg) (?:kami |saya |sy )?(?:laporkan|adukan)",
        r"siapa(?:kah)? (?:yang|yg) (?:anda |saudara )?(?:adukan|laporkan|diadukan|dilaporkan)",
    ),
    "perihal": (r"perihal", r"prihal", r"hal", r"h al", r"tentang", r"mengenai", r"re", r"sub[jy]e[ck]t?",
    rf"bab{_ALONE}"),
    "lampiran": (r"lampiran", r"lamp\.?", r"berkas"),
    "sifat": (r"sifat",),
    "tanggal": (r"tanggal(?: surat| pengaduan| laporan| lapor| aduan)?",
    r"tgl\.?(?: surat| pengaduan| laporan| lapor| aduan)?",
    r"hari ?[/,]? ?tanggal",
    r"hari"),
    "dibuat_di": (r"(?:dibuat|ditulis) di",),
    "tanda_tangan": (r"tanda tangan(?: pemohon| pelapor)?",),
    "nomor": (r"nomor(?: surat)?", r"no\.?(?: surat)?", r"nomer", r"ref\.?"),
    "kepada": (r"kepada(?: yth\.?)?", r"yth\.?", r"ditujukan kepada", rf"katur(?: dhumateng)?{_ALONE}"),
    "layanan": (r"jenis (?:layanan|permohonan|pelayanan)(?: yang diminta)?", r"layanan yang dimohon(?:kan)?"),
    "pokok": (
        r"(?:uraian |isi |materi )?pokok (?:masalah|permasalahan|pengaduan|persoalan)",
        r"(?:uraian |isi )(?:masalah|permasalahan|permohonan)",
        r"permasalahan", r"masalah", r"kronologi(?:s)?", r"duduk perkara",
    ),
    "materi": (
        r"(?:isi|materi|uraian|pokok) (?:pengaduan|aduan|laporan|keluhan)(?: ?(?:/|dan|,) ?(?:laporan"
        r"|saran|masukan|keluhan))*", r"pengaduan", r"keluhan", r"laporan",
        r"(?:hal|masalah|permasalahan) (?:yang|yg) (?:dilaporkan|diadukan|dikeluhkan|disampaikan)",
        r"uraian(?: kejadian| singkat| lengkap)?", r"isi (?:surat|saran)", r"kritik ?(?:dan|/|&) ?saran",
    ),
    "tuntutan": (r"tuntutan", r"permintaan", r"harapan", r"permohonan"),
    "nama": (
        r"nama pemberi kuasa", r"nama(?: (?:lengkap|pemohon|pemberi|pelapor|saya|terang|pengadu|penelepon"
        r"|pengaju|pengirim|penulis|kuasa"
        r"|penerima kuasa))?(?: ?\(sesuai ktp\))?",
        r"n a m a", r"nm\.?", r"pelapor", r"pemohon", r"pengadu", r"nama (?:dan|/) gelar",
        r"dari", rf"saking{_ALONE}",
    ),
    "email": (r"e-?mail", r"surel", r"pos-?el"),
    "tujuan_lain": (r"tembusan", r"catatan", r"keterangan", r"jumlah", r"keperluan", r"bukti", r"waktu",
    r"tempat", r"kejadian", r"kategori"),
}  # fmt: skip


def _free(variant: str) -> str:
    """Spaces in a variant stand for any white space or none: OCR fuses words."""
    return variant.replace(r"\.?", "[.,]?").replace(" ?", r"\s?").replace(" ", r"\s*")


LABEL_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, re.compile(_free(variant), re.IGNORECASE))
    for key, variants in _VARIANTS.items()
    for variant in variants
)
"""Each way to write each label, to be matched at a cell's start; the longest match wins."""
_SPACED = re.compile(r"(?:[A-Za-z]\s){2,}[A-Za-z1|](?![A-Za-z])")


def label_at(text: str) -> tuple[str, int] | None:
    """The label that `text` begins with and where it ends, else None. 'A l a m a t' reads as Alamat."""
    spaced = _SPACED.match(text)
    if spaced:
        closed = label_at(re.sub(r"[1|]", "l", spaced[0].replace(" ", "")))
        return (closed[0], spaced.end()) if closed else None
    best: tuple[str, int] | None = None
    for key, pattern in LABEL_PATTERNS:
        match = pattern.match(text)
        if match and _ends_a_word(text, match.end()) and (best is None or match.end() > best[1]):
            best = (key, match.end())
    return best


def _ends_a_word(text: str, end: int) -> bool:
    return end >= len(text) or not text[end].isalnum()
