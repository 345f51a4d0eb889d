"""The facts of one letter, before any layout."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from samples.cooperatives import ROMAN, Cooperative, make_cooperative
from samples.letters.topics import Topic, background, fill, pick_topic, problem_sentences
from samples.people import Person, make_name, make_person, title_case, with_letter_spelling
from samples.places import home
from samples.splits import Dice, half

KOPERASI_ROLES = (
    "Ketua",
    "Ketua Pengurus",
    "Ketua Koperasi",
    "Sekretaris",
    "Manajer",
    "Ketua Umum",
    "Wakil Ketua",
)
HEAD_ROLES = ("Ketua", "Ketua Pengurus", "Ketua Koperasi", "Ketua Umum")
MEMBER_ROLES = ("Anggota", "Anggota Koperasi", "Penyimpan", "Nasabah", "Anggota Luar Biasa", "Mantan Anggota")
FOUNDER_ROLES = ("Ketua Kelompok", "Perwakilan Pendiri", "Kuasa Pendiri", "Ketua Panitia Pendirian")
LAWYER_ROLES = ("Kuasa Hukum", "Advokat", "Penerima Kuasa")
OFFICE_FORMS = (
    "Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang",
    "Kepala Dinas Koperasi dan Usaha Mikro Kab. Jombang",
    "Bapak Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang",
    "Kepala Dinas Koperasi dan UM Kabupaten Jombang",
    "Bapak/Ibu Kepala Dinas Koperasi dan Usaha Mikro Kabupaten Jombang",
    "Ibu Kepala Dinas Koperasi & Usaha Mikro Kab. Jombang",
    "Kepala Dinas Koperasi dan Usaha Mikro Jombang",
    "Bapak Kepala Dinkopum Kabupaten Jombang",
    "Kepala Dinas Koperasi dan UM Kab. Jombang",
)
STORY_SHARE = 0.25
"""Share of letters that tell the events in order, which often takes a second page."""


@dataclass(frozen=True)
class Facts:
    """Who asks whom for what, and when. `applicant` is spelled as in the letter.

    `signer` signs (the applicant himself, or a lawyer); `respondent` is named as the other side.
    """

    asker: str
    applicant: Person
    role: str | None
    signer: Person
    partner: Person
    group: tuple[Person, ...]
    cooperative: Cooperative
    topic: Topic
    subject: str
    problem: tuple[str, ...]
    wish: str
    background: tuple[str, ...]
    events: tuple[str, ...]
    respondent: str | None
    day: date
    number: str | None
    office: str
    place: str
    is_signed: bool
    is_stamped: bool


def letter_number(dice: Dice, short: str, day: date) -> str:
    """A letter number in one of the usual forms."""
    serial, roman = dice.randint(1, 240), ROMAN[day.month - 1]
    return dice.choice(
        (
            f"{serial:03d}/{short}/{roman}/{day.year}",
            f"{serial:02d}/{short}/{day.month:02d}/{day.year}",
            f"{serial}/B/{short}/{roman}/{day.year}",
            f"{serial:03d}.{dice.choice('AB')}/{short}/{roman}/{day.year}",
            f"518/{serial:03d}/{short}/{day.year}",
            f"{serial:02d}/SP/{short}/{roman}/{day.year}",
        )
    )


def _respondent(dice: Dice, topic: Topic, cooperative: Cooperative, asker: str) -> str | None:
    """The other side, when the letter names a person; a letter from a koperasi about advice has none."""
    if topic.service == "konsultasi":
        return None
    if asker == "koperasi" or dice.chance(0.35):
        return make_name(dice, dice.choice("LP")).title().replace("'S", "'s")
    return cooperative.name


def _role(dice: Dice, asker: str) -> str | None:
    pools = {"koperasi": KOPERASI_ROLES, "founders": FOUNDER_ROLES}
    if asker in pools:
        return dice.choice(pools[asker])
    return dice.choice(MEMBER_ROLES) if dice.chance(0.5) else None


def _background_pool(asker: str) -> str:
    return {"koperasi": "koperasi", "founders": "", "kuasa": "dasar"}.get(asker, "anggota")


def _tells(dice: Dice, asker: str) -> bool:
    """Whether the letter tells what happened when, point by point; advice needs no story."""
    return asker in ("member", "group", "kuasa") and dice.chance(STORY_SHARE)


def _sentences(dice: Dice, pool: str, count: int, today: date) -> tuple[str, ...]:
    if not pool:
        return ()
    fitting = half(background()[pool], dice.split)
    chosen = dice.sample(list(fitting), min(count, len(fitting)))
    return tuple(fill(dice, sentence, "koperasi", today) for sentence in chosen)


def make_facts(dice: Dice, asker: str, *, applicant: Person | None = None, today: date) -> Facts:
    """Facts of a letter by `asker` (koperasi, member, group, kuasa, founders), written before `today`."""
    person = with_letter_spelling(
        dice, applicant or make_person(dice, place=home(dice) if dice.chance(0.9) else None)
    )
    cooperative = make_cooperative(dice)
    topic = pick_topic(dice, asker)
    day = today - timedelta(days=dice.randint(0, 12))
    short = "LBH" if asker == "kuasa" else cooperative.short
    has_number = asker in ("koperasi", "kuasa") or (asker in ("group", "founders") and dice.chance(0.3))
    lawyer = with_letter_spelling(dice, make_person(dice, place=home(dice)))
    named = "koperasi kami" if asker == "koperasi" else cooperative.name
    return Facts(
        asker=asker,
        applicant=person,
        role=_role(dice, asker),
        signer=lawyer if asker == "kuasa" else person,
        partner=with_letter_spelling(dice, make_person(dice)),
        group=tuple(
            with_letter_spelling(dice, make_person(dice, place=home(dice))) for _ in range(dice.randint(3, 7))
        ),
        cooperative=cooperative,
        topic=topic,
        subject=fill(dice, dice.from_pool(topic.perihal), named, today),
        problem=problem_sentences(dice, topic, named, today),
        wish=dice.from_pool(topic.wish),
        background=_sentences(
            dice, _background_pool(asker), dice.choices((0, 1, 2, 3), (4, 3, 2, 1))[0], today
        ),
        events=_sentences(dice, "kejadian", dice.randint(4, 9), today) if _tells(dice, asker) else (),
        respondent=_respondent(dice, topic, cooperative, asker),
        day=day,
        number=letter_number(dice, short, day) if has_number else None,
        office=dice.from_pool(OFFICE_FORMS),
        place="Jombang" if dice.chance(0.75) else title_case(cooperative.place.district),
        is_signed=True,
        is_stamped=(asker == "koperasi" and dice.chance(0.85)) or (asker == "kuasa" and dice.chance(0.7)),
    )


def headed(dice: Dice, facts: Facts) -> Facts:
    """The same letter signed by the head of the koperasi, as letters with two signatures are."""
    return replace(facts, role=dice.choice(HEAD_ROLES)) if facts.asker == "koperasi" else facts


def unsigned(facts: Facts) -> Facts:
    """The same letter without signature and stamp."""
    return replace(facts, is_signed=False, is_stamped=False)
