"""What counts as the share of a statement that is wrong."""

import pytest

from samples.voices.split import tune_voices
from tests.accuracy.statements import letters_of, main, share_wrong


def test_a_letter_s_share_is_between_none_and_all() -> None:
    shares = [share_wrong(voice, letter) for voice, letter in letters_of(tune_voices()[:3], 2)]
    assert shares and all(share is None or 0.0 <= share <= 1.0 for share in shares)
    assert any(share is not None and share < 0.2 for share in shares)


def test_the_table_has_all_letters(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--voices", tune_voices()[0].number])
    assert "| all | 1 |" in capsys.readouterr().out
