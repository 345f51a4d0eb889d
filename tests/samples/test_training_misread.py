"""Pages that nobody read, misread."""

from samples.training.ranking.drawn import drawn_pages
from samples.training.ranking.misread import misread
from samples.voices.split import VOICES
from samples.voices.tagged import load_voices


def test_what_is_misread_is_the_same_each_time_and_more_by_hand() -> None:
    wrong: dict[bool, list[float]] = {True: [], False: []}
    for voice in load_voices(VOICES, ("403", "893")):
        for letter in voice.letters:
            pages = drawn_pages(voice, letter)
            read = misread(pages, letter.id)
            assert read == misread(pages, letter.id)
            before, after = (
                " ".join(line.text for page in told for line in page.lines).lower() for told in (pages, read)
            )
            lost = abs(len(after) - len(before))
            other = sum(one != two for one, two in zip(before.split(), after.split(), strict=False))
            wrong["tangan" in letter.flags].append((lost + other) / len(before.split()))
    by_hand, in_print = (sum(wrong[is_by_hand]) / len(wrong[is_by_hand]) for is_by_hand in (True, False))
    assert 0 < in_print < by_hand


def test_a_letter_by_hand_may_be_read_in_capitals() -> None:
    (voice,) = load_voices(VOICES, ("577",))
    read = [
        misread(drawn_pages(voice, letter), letter.id) for letter in voice.letters if "tangan" in letter.flags
    ]
    large = [
        all(word.text == word.text.upper() for line in page.lines for word in line.words)
        for (page, *_) in read
    ]
    assert 0 < sum(large) < len(large)
