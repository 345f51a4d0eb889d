"""Whatever words stand wherever on pages, reading them never raises."""

from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.case.grouping import group_pages
from extractors.case.institution import institution_fields
from extractors.case.letter_reading import read_letter
from extractors.page.kinds import page_kinds
from extractors.text.letter_sections import dissect
from models.page import Line, PageReading, Word

PHRASES = (
    "Nama NIK : 3517091708820013 Perihal Kepada Yth. di Jombang, 5 Nopember 2026 Demikian Hormat kami,",
    'KSP "Artha Wiguna" ( ) 1. | No. BH/XI/1988 AHU-0990112.AH.01.26 selaku Ketua A l a m a t',
    "0812-3456-7890 kuasa Pelapor Isi pengaduan Alamat Dengan hormat Tembusan No Nama NIK Alamat",
)
WORDS = [word for phrase in PHRASES for word in phrase.split()]


def _page(dice: Random, strange: list[str], size: int) -> PageReading:
    lines = []
    for _ in range(size):
        box = tuple(dice.random() for _ in range(4))
        texts = [dice.choice(WORDS + strange) for _ in range(dice.randint(1, 6))]
        words = tuple(Word(text=text, box=box, confidence=dice.random()) for text in texts)
        lines.append(Line(words=words, box=box, second=dice.choice([None, *strange, *WORDS])))
    width, height = dice.choice([(0, 0), (1654, 2339), (10, 4000)])
    return PageReading(
        file="x.pdf",
        number=1,
        width=width,
        height=height,
        lines=tuple(lines),
        is_handwritten=dice.random() < 0.3,
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(0, 10**9),
    st.lists(st.text(min_size=1, max_size=8).filter(str.strip), max_size=3),
    st.integers(0, 20),
)
def test_garbled_words_and_boxes_never_raise(seed: int, strange: list[str], size: int) -> None:
    dice = Random(seed)
    found = [_page(dice, strange, size) for _ in range(dice.randint(1, 3))]
    for read in (read_letter(found, dissect(found)).fields, institution_fields(dissect(found))):
        assert all(0 <= field.confidence <= 1 for field in read.values())
    kinds = [page.model_copy(update={"kinds": page_kinds(page)}) for page in found]
    assert sum(len(group.pages) + len(group.doubles) for group in group_pages(kinds)) == len(found)
