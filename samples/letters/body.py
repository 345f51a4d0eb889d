"""The middle of a letter: salutation, who writes, what is wrong, what is asked."""

from collections.abc import Callable

from samples.letters.draft import Draft
from samples.people import Person, title_case
from samples.spelling import home_address, long_date, nik, phone

GREETINGS = (
    "Dengan hormat,",
    "Assalamu'alaikum Wr. Wb.",
    "Dengan segala hormat,",
    "Salam sejahtera,",
    "Dengan Hormat",
    "Assalamualaikum warahmatullahi wabarakatuh,",
)
SELF_OPENINGS = (
    "Yang bertanda tangan di bawah ini :",
    "Saya yang bertanda tangan di bawah ini :",
    "Yang bertandatangan dibawah ini, saya :",
    "Kami yang bertanda tangan di bawah ini :",
    "Bersama surat ini saya :",
    "Perkenankan saya :",
    "Saya yang bertandatangan di bawah ini :",
)
COOP_OPENINGS = (
    "Sehubungan dengan kegiatan koperasi kami, bersama ini kami sampaikan hal sebagai berikut.",
    "Bersama surat ini kami pengurus {kop} menyampaikan hal-hal berikut.",
    "Dalam rangka meningkatkan tata kelola {kop}, dengan ini kami sampaikan sebagai berikut.",
    "Menindaklanjuti hasil rapat pengurus, kami sampaikan dengan hormat hal berikut.",
    "Disampaikan dengan hormat bahwa pengurus {kop} memerlukan bantuan Dinas dalam hal berikut.",
    "Berkenaan dengan pembinaan koperasi di Kabupaten Jombang, kami mengajukan hal sebagai berikut.",
)
LEAD_INS = (
    "Dengan ini mengajukan permohonan dengan penjelasan sebagai berikut.",
    "Bermaksud menyampaikan permohonan dengan uraian di bawah ini.",
    "Dengan ini menyampaikan hal-hal sebagai berikut.",
    "Melalui surat ini menyampaikan persoalan berikut.",
    "Dengan ini memohon bantuan atas permasalahan berikut.",
    "Bersama ini mengajukan permohonan kepada Dinas dengan duduk perkara sebagai berikut.",
)
CLOSINGS = (
    "Demikian surat permohonan ini kami sampaikan, atas perhatian dan bantuannya diucapkan terima kasih.",
    "Demikian permohonan ini dibuat dengan sebenarnya. Atas perkenan Bapak/Ibu kami ucapkan terima kasih.",
    "Demikian disampaikan, atas perhatiannya kami ucapkan banyak terima kasih.",
    "Demikian untuk menjadikan periksa, terima kasih.",
    "Demikian surat ini saya buat dalam keadaan sadar tanpa paksaan dari siapa pun.",
    "Atas bantuan dan kerja samanya disampaikan terima kasih. Wassalamu'alaikum Wr. Wb.",
)
ENCLOSURES = (
    "fotokopi KTP",
    "fotokopi buku simpanan",
    "fotokopi akta pendirian",
    "daftar pengurus",
    "fotokopi kuitansi",
    "surat perjanjian pinjaman",
    "berita acara rapat",
)
LABELS: dict[str, tuple[str, ...]] = {
    "name": ("Nama", "Nama Lengkap", "N a m a", "Nama lengkap"),
    "nik": ("NIK", "No. KTP", "Nomor KTP", "NIK / No. KTP", "No. Identitas", "N I K", "No. NIK"),
    "birth": ("Tempat/Tgl Lahir", "Tempat, Tanggal Lahir", "TTL", "Tempat tgl lahir"),
    "sex": ("Jenis Kelamin", "L/P"),
    "job": ("Pekerjaan", "Pek."),
    "address": ("Alamat", "Alamat Rumah", "Alamat sesuai KTP", "Tempat tinggal", "A l a m a t"),
    "phone": ("No. HP", "No. HP/WA", "Telepon", "No. Telp", "Nomor WA", "HP"),
    "role": ("Jabatan", "Selaku", "Kedudukan"),
    "member": ("No. Anggota", "Nomor Anggota", "No. Rekening Simpanan"),
    "family": ("No. KK", "Nomor KK"),
    "tax": ("NPWP",),
}
"""Labels are shared by both splits: there are no others."""


def greeting(draft: Draft) -> None:
    """The salutation."""
    draft.flow.line(draft.dice.from_pool(GREETINGS))
    draft.flow.gap(0.3)


def _label(draft: Draft, key: str) -> str:
    return draft.dice.choice(LABELS[key])


def identity_rows(draft: Draft, person: Person, *, records: bool = True) -> list[tuple[str, str]]:
    """Label and value rows of a person; records the applicant's fields (No. KK and NPWP are traps)."""
    dice = draft.dice
    put: Callable[[str, str], None] = draft.put if records else _ignore
    address, number = home_address(dice, person), nik(dice, person.nik)
    rows = [(_label(draft, "name"), person.name)]
    put("pemohon_nama", person.name)
    if dice.chance(0.85):
        rows.append((_label(draft, "nik"), number))
        put("pemohon_nik", person.nik)
    if dice.chance(0.15):
        rows.append(
            (_label(draft, "family"), f"{person.nik[:6]}{dice.randint(10, 28)}0712{dice.randint(9001, 9999)}")
        )
    if dice.chance(0.5):
        born = f"{title_case(person.birth_place)}, {long_date(dice, person.birth_date)}"
        rows.append((_label(draft, "birth"), born))
    if dice.chance(0.2):
        rows.append((_label(draft, "sex"), "Perempuan" if person.is_woman else "Laki-laki"))
    if dice.chance(0.5):
        rows.append((_label(draft, "job"), title_case(person.job)))
    rows.append((_label(draft, "address"), address))
    put("pemohon_alamat", address)
    _more_rows(draft, person, rows, put)
    return rows


def _more_rows(
    draft: Draft, person: Person, rows: list[tuple[str, str]], put: Callable[[str, str], None]
) -> None:
    dice, role = draft.dice, draft.facts.role
    if dice.chance(0.7):
        number = phone(dice, person.phone)
        rows.append((_label(draft, "phone"), number))
        put("pemohon_telepon", number)
    if role and person is draft.facts.applicant:
        rows.insert(dice.choice((1, len(rows))), (_label(draft, "role"), role))
        put("pemohon_jabatan", role)
    if dice.chance(0.2):
        rows.append((_label(draft, "member"), f"{dice.randint(1, 900):05d}/{dice.randint(2008, 2024)}"))
    if dice.chance(0.08):
        middle = f"{dice.randint(100, 999)}.{dice.randint(100, 999)}.{dice.randint(1, 9)}"
        rows.append((_label(draft, "tax"), f"0{dice.randint(1, 9)}.{middle}-602.000"))


def _ignore(_name: str, _value: str) -> None:
    """Other people's data are printed, not recorded."""


def identity(draft: Draft, kind: str) -> None:
    """Who writes: `pairs`, `numbered`, `table`, `running`, `list`, `two` (client and lawyer) or `none`."""
    {
        "pairs": _pairs,
        "numbered": _numbered,
        "table": _table,
        "running": _running,
        "group": _group,
        "two": _two,
        "none": _from_cooperative,
        "data": _cooperative_rows,
    }[kind](draft)
    draft.flow.gap(0.4)


def _pairs(draft: Draft) -> None:
    flow, dice = draft.flow, draft.dice
    flow.line(dice.from_pool(SELF_OPENINGS))
    flow.pairs(
        identity_rows(draft, draft.facts.applicant),
        x=flow.left + dice.choice((0, 18, 30)),
        tab=dice.choice((105, 118, 130)),
    )


def _numbered(draft: Draft) -> None:
    flow = draft.flow
    flow.line(draft.dice.from_pool(SELF_OPENINGS))
    rows = identity_rows(draft, draft.facts.applicant)
    flow.pairs(
        [(f"{i}. {label}", value) for i, (label, value) in enumerate(rows, 1)], x=flow.left + 14, tab=135
    )


def _table(draft: Draft) -> None:
    flow = draft.flow
    flow.line(draft.dice.from_pool(SELF_OPENINGS))
    flow.gap(0.3)
    flow.table(
        [list(row) for row in identity_rows(draft, draft.facts.applicant)],
        (140, flow.edge - flow.left - 140),
        header=False,
    )


def _running(draft: Draft) -> None:
    """All in one sentence."""
    facts, dice, flow = draft.facts, draft.dice, draft.flow
    person, address = facts.applicant, home_address(dice, facts.applicant)
    parts = [
        dice.choice(
            (
                "Yang bertanda tangan di bawah ini saya {n}",
                "Saya, {n}",
                "Bersama surat ini saya yang bernama {n}",
            )
        ).format(n=person.name)
    ]
    draft.put("pemohon_nama", person.name)
    if dice.chance(0.8):
        parts.append(dice.choice(("NIK {}", "pemegang KTP nomor {}", "dengan NIK {}")).format(person.nik))
        draft.put("pemohon_nik", person.nik)
    parts.append(dice.choice(("alamat {}", "beralamat di {}", "bertempat tinggal di {}")).format(address))
    draft.put("pemohon_alamat", address)
    if dice.chance(0.6):
        number = phone(dice, person.phone)
        parts.append(dice.choice(("nomor HP {}", "nomor telepon {}", "No. WA {}")).format(number))
        draft.put("pemohon_telepon", number)
    if facts.role:
        parts.append(f"selaku {facts.role} {facts.cooperative.name}")
        draft.put("pemohon_jabatan", facts.role)
        draft.put("koperasi_nama", facts.cooperative.name)
    flow.paragraph(
        ", ".join(parts) + ", " + dice.from_pool(LEAD_INS)[0].lower() + dice.from_pool(LEAD_INS)[1:], first=30
    )


def _group(draft: Draft) -> None:
    """A table of members; the first is the applicant."""
    flow, facts = draft.flow, draft.facts
    flow.line("Kami yang bertanda tangan di bawah ini para anggota koperasi :")
    flow.gap(0.3)
    people = (facts.applicant, *facts.group)
    addresses = [home_address(draft.dice, person) for person in people]
    rows = [["No", "Nama", "NIK", "Alamat"]]
    rows += [[str(i), p.name, p.nik, a] for i, (p, a) in enumerate(zip(people, addresses, strict=True), 1)]
    flow.table(rows, (24, 118, 112, flow.edge - flow.left - 254))
    draft.put("pemohon_nama", facts.applicant.name)
    draft.put("pemohon_nik", facts.applicant.nik)
    draft.put("pemohon_alamat", addresses[0])


def _two(draft: Draft) -> None:
    """A lawyer writes for a client: the client is the applicant."""
    flow, facts, dice = draft.flow, draft.facts, draft.dice
    flow.line("Yang bertanda tangan di bawah ini :")
    lawyer = [
        ("Nama", facts.signer.name),
        ("Pekerjaan", "Advokat"),
        ("Alamat", home_address(dice, facts.signer)),
    ]
    if dice.chance(0.5):
        lawyer.insert(1, ("NIK", facts.signer.nik))
    flow.pairs(lawyer, x=flow.left + 18, tab=100)
    flow.paragraph(
        dice.choice(
            (
                "berdasarkan surat kuasa khusus bertindak untuk dan atas nama pemberi kuasa :",
                "dalam hal ini bertindak selaku kuasa hukum dari :",
                "selaku penerima kuasa, mewakili kepentingan hukum :",
            )
        ),
        align="left",
    )
    flow.pairs(identity_rows(draft, facts.applicant), x=flow.left + 18, tab=118)


def _from_cooperative(draft: Draft) -> None:
    """A koperasi needs no identity block; its name stands in the letterhead or the opening."""
    facts, flow = draft.facts, draft.flow
    text = draft.dice.from_pool(COOP_OPENINGS).format(kop=facts.cooperative.name)
    if facts.cooperative.name in text:
        draft.put("koperasi_nama", facts.cooperative.name)
    flow.paragraph(text, first=30)


def _named_other_side(draft: Draft, kind: str) -> None:
    """Koperasi and respondent as rows or in a sentence."""
    facts, flow, dice = draft.facts, draft.flow, draft.dice
    coop, other = facts.cooperative, facts.respondent
    is_person = other is not None and other != coop.name
    if kind == "rows" and other:
        rows = [(dice.choice(("Termohon", "Pihak Termohon", "Terlapor")), other)]
        if is_person:
            rows.append((dice.choice(("Nama Koperasi", "Koperasi")), coop.name))
        if dice.chance(0.6):
            rows.append((dice.choice(("Alamat Koperasi", "Alamat kantor")), coop.address))
            draft.put("koperasi_alamat", coop.address)
        flow.pairs(rows, x=flow.left + 14, tab=120)
        draft.put("koperasi_nama", coop.name)
        draft.put("termohon_nama", other)
        flow.gap(0.3)
    elif is_person and other:
        role = dice.choice(("ketua", "bendahara", "mantan ketua", "manajer"))
        title = dice.choice(("Sdr. ", "Saudara ", "Bapak/Ibu "))
        of = "koperasi kami" if facts.asker == "koperasi" else coop.name
        flow.paragraph(f"Adapun pihak yang kami maksud adalah {title}{other} selaku {role} {of}.", first=30)
        draft.put("termohon_nama", other)
        if of == coop.name:
            draft.put("koperasi_nama", coop.name)


def matter(draft: Draft, kind: str) -> None:
    """The problem and the wish: `prose`, `points` or `rows` (other side as label rows first)."""
    facts, flow, dice = draft.facts, draft.flow, draft.dice
    if facts.asker != "koperasi" and "running" not in kind:
        flow.paragraph(dice.from_pool(LEAD_INS), align="left")
    if kind == "rows":
        _named_other_side(draft, "rows")
    if facts.background:
        flow.paragraph(" ".join(facts.background), first=30)
    if kind == "points":
        points = [f"{i}. {sentence}" for i, sentence in enumerate(facts.problem, 1)]
        for point in points:
            flow.paragraph(point, x=flow.left + 16)
        draft.put("pokok_masalah", " ".join(points))
    else:
        flow.paragraph(" ".join(facts.problem), first=30)
        draft.put("pokok_masalah", " ".join(facts.problem))
    if any(facts.cooperative.name in sentence for sentence in facts.problem):
        draft.put("koperasi_nama", facts.cooperative.name)
    if kind != "rows":
        _named_other_side(draft, "prose")
    if facts.respondent == draft.values.get("koperasi_nama"):
        draft.put("termohon_nama", facts.respondent)  # no person is named: the body is complained of
    _story(draft)
    draft.put("jenis_layanan", facts.topic.service)
    flow.paragraph(facts.wish, first=30)


def _story(draft: Draft) -> None:
    """What happened when, as lettered points."""
    flow, facts = draft.flow, draft.facts
    if not facts.events:
        return
    flow.line(
        draft.dice.choice(("Kronologi kejadian :", "Urutan kejadiannya sebagai berikut :", "Kronologis :"))
    )
    for letter, event in zip("abcdefghij", facts.events, strict=False):
        flow.paragraph(f"{letter}. {event}", x=flow.left + 16)


def _cooperative_rows(draft: Draft) -> None:
    """A koperasi introduces itself by its data."""
    flow, facts, dice = draft.flow, draft.facts, draft.dice
    coop, number = facts.cooperative, phone(dice, facts.cooperative.phone)
    flow.line(
        dice.choice(("Kami yang bertanda tangan di bawah ini pengurus dari :", "Dengan ini kami, pengurus :"))
    )
    rows = [
        (dice.choice(("Nama Koperasi", "Nama koperasi", "Koperasi")), coop.name),
        (dice.choice(("Badan Hukum", "No. Badan Hukum", "Nomor BH")), coop.legal_number),
        (dice.choice(("Alamat", "Alamat Koperasi", "Alamat kantor")), coop.address),
    ]
    if dice.chance(0.5):
        rows.insert(2, ("NIK Koperasi", f"35170{dice.randint(10_000_000, 99_999_999)}"))
    if dice.chance(0.6):
        rows.append((dice.choice(("Telepon", "No. HP", "Kontak")), number))
        draft.put("pemohon_telepon", number)
    flow.pairs(rows, x=flow.left + 18, tab=120)
    draft.put("koperasi_nama", coop.name)
    draft.put("koperasi_badan_hukum", coop.legal_number)
    draft.put("koperasi_alamat", coop.address)


def closing(draft: Draft) -> None:
    """Enclosures now and then, then the closing sentence."""
    flow, dice = draft.flow, draft.dice
    if dice.chance(0.3):
        flow.line("Sebagai bahan pertimbangan kami lampirkan :")
        for i, item in enumerate(dice.sample(ENCLOSURES, dice.randint(2, 3)), 1):
            flow.line(f"{i}. {item}", x=flow.left + 18)
    flow.paragraph(dice.from_pool(CLOSINGS), first=30)
    flow.gap(0.7)
