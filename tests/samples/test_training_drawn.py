"""A letter's pages without drawing and reading them."""

from extractors.text.letter_sections import dissect
from samples.training.ranking.drawn import drawn_pages
from samples.voices.split import VOICES
from samples.voices.tagged import load_voices, plain, whole


def test_a_letter_s_sheets_say_what_stands_where() -> None:
    (voice,) = load_voices(VOICES, ("403",))
    for letter in voice.letters[:4]:
        pages = drawn_pages(voice, letter)
        words = [word.text for page in pages for line in page.lines for word in line.words]
        lines = (whole(plain(line)) for block in letter.blocks for line in block.lines)
        told = [word for line in lines for word in line.split() if not word.startswith("[")]
        assert sorted(words) == sorted(told)
        assert all(page.is_handwritten is ("tangan" in letter.flags) for page in pages)


def test_its_rows_run_from_top_to_bottom_and_columns_stay_apart() -> None:
    (voice,) = load_voices(VOICES, ("893",))
    letter = dissect(drawn_pages(voice, voice.letters[0]))
    middles = [row.span.middle for row in letter.rows if row.page == 1]
    assert middles == sorted(middles)
    assert any(len(row.cells) > 1 for row in letter.rows)
    assert 0 < letter.body < letter.closing < len(letter.rows)
