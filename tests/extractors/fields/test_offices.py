"""Offices in a koperasi, and what is none."""

import pytest

from extractors.fields.offices import is_no_office, normalised_office, normalised_post


@pytest.mark.parametrize(
    ("text", "is_none"),
    [
        ("Perorangan", True),
        (": diri sendiri", True),
        ("Umum", True),
        ("Ketua Umum", False),
        ("anggota", False),
    ],
)
def test_what_says_that_somebody_holds_no_office(text: str, is_none: bool) -> None:
    assert is_no_office(text) is is_none


@pytest.mark.parametrize(
    ("read", "put_right"),
    [
        ("Kotua Kelompk", "Ketua Kelompok"),
        ("KERALA DESA WARULAWANG", "KEPALA DESA WARULAWANG"),
        ("Manager Umum", "Manager Umum"),
        ("Mandor", "Mandor"),
    ],
)
def test_a_post_has_the_words_that_posts_have(read: str, put_right: str) -> None:
    assert normalised_post(read) == put_right


def test_who_is_written_to_is_no_head() -> None:
    assert normalised_office("Kepada Ketua") == "Kepada Ketua"
