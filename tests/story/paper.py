"""Letters as the office gets them: typed on paper and scanned, or written by hand for the box. All
invented."""

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

PAGE = (1654, 2339)
"""A4 at 200 dpi."""
TYPED = "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"
LEFT, TOP, LEADING, SIZE = 190, 170, 46, 33
INK = (20, 20, 90)


def scan(path: Path, lines: str, *, is_signed: bool = True) -> Path:
    """A page with these lines as a PDF of one picture; signed with a stroke of ink below them."""
    image = Image.new("RGB", PAGE, "white")
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(TYPED, SIZE)
    pen.text((LEFT, 60), "CONTOH", fill="#999", font=font)
    at = TOP
    for line in lines.strip("\n").split("\n"):
        if line == "[tanda tangan]":
            if is_signed:
                _sign(pen, at)
            at += 150
            continue
        pen.text((LEFT, at), line, fill="black", font=font)
        at += LEADING
    image.save(path, "PDF", resolution=200)
    return path


def _sign(pen: ImageDraw.ImageDraw, top: int) -> None:
    """A flourish of a pen."""
    points = [(1020, 70), (1060, 20), (1085, 95), (1110, 15), (1140, 80), (1185, 30), (1230, 75), (1330, 45)]
    moved = [(x, y + top) for x, y in points]
    pen.line(moved, fill=INK, width=5, joint="curve")
    pen.arc((1000, top + 10, 1210, top + 120), 20, 330, fill=INK, width=4)


CONSULTATION = """
                                                                                   Jombang, 12 Maret 2026

Nomor    : 014/KSU-SRB/III/2026
Perihal  : Permohonan Konsultasi Rapat Anggota Tahunan

Yth. Kepala Dinas Koperasi dan Usaha Mikro
Kabupaten Jombang
di Jombang

Dengan hormat,
Yang bertanda tangan di bawah ini:

Nama      : Suparmi Rahayu
Jabatan   : Ketua KSU Sumber Rejeki Barokah
Alamat    : Dusun Krajan RT 003 RW 001, Desa Ceweng, Kecamatan Diwek
Telepon   : 0812 3456 9001

Dengan ini mengajukan permohonan fasilitasi konsultasi mengenai tata cara
penyelenggaraan Rapat Anggota Tahunan. Koperasi kami belum mengetahui batas waktu
pelaksanaan RAT dan isi laporan pengurus yang harus disiapkan.

Demikian permohonan ini kami sampaikan. Atas perhatian Bapak, kami ucapkan terima kasih.

                                                                                   Hormat kami,
                                                                                   Ketua
[tanda tangan]
                                                                                   Suparmi Rahayu
"""

DISPUTE = """
                                                                                   Jombang, 12 Maret 2026

Perihal  : Permohonan Fasilitasi Penyelesaian Masalah Simpanan

Yth. Kepala Dinas Koperasi dan Usaha Mikro
Kabupaten Jombang
di Jombang

Dengan hormat,
Yang bertanda tangan di bawah ini:

Nama      : Slamet Hariyadi
Alamat    : Dusun Sumber RT 002 RW 004, Desa Ngoro, Kecamatan Ngoro
Telepon   : 0813 3456 9002

Dengan ini mengadukan KSP Mitra Tani Sentosa. Simpanan saya sebesar Rp12.500.000
tidak dapat diambil sejak November 2025 walaupun sudah tiga kali diminta di kantor
koperasi. Saya mohon dipertemukan dengan pengurus KSP Mitra Tani Sentosa.

Demikian permohonan ini saya sampaikan. Atas perhatian Bapak, saya ucapkan terima kasih.

                                                                                   Hormat saya,
[tanda tangan]
                                                                                   Slamet Hariyadi
"""

SERVICE = """
Jombang, 13 Maret 2026

Yth. Pejabat Pengelola Pengaduan
Dinas Koperasi dan Usaha Mikro Kabupaten Jombang

Nama      : Retno Wulandari
Alamat    : Jalan Merdeka 12 RT 001 RW 002, Desa Kepanjen, Kecamatan Jombang
Telepon   : 0815 3456 9003

Saya mengadukan pelayanan loket Dinas Koperasi. Pada hari Kamis 12 Maret 2026 saya
menunggu di loket dari pukul 08.00 sampai pukul 11.30 dan tidak dilayani. Petugas tidak
memberi tahu bahwa berkas saya kurang. Mohon pelayanan loket diperbaiki.

Hormat saya,
[tanda tangan]
Retno Wulandari
"""

ANONYMOUS = """
Kepada Dinas Koperasi Jombang

Saya kecewa dengan pelayanan di kantor ini. Petugas loket bermain telepon sementara orang
antre panjang. Nomor antrean juga sering tidak dipanggil. Mohon ditertibkan.

Warga
"""
