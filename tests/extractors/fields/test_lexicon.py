"""Words are data: the lexicon is whole, and no pattern in code names the office that uses it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import flows
from extractors.fields import cues, labels, lexicon
from extractors.fields.indonesian import month_number
from models.office import load_office

EXTRACTORS = Path(labels.__file__).parents[1]
FLOWS = Path(flows.__file__).parent
TELEPHONE = "telepon = [\n    'sambungan darurat',"
TABLES = ("labels", "months", "letters", "offices", "cards", "card_rows", "card_rows_foreign", "names")


@pytest.mark.parametrize("table", TABLES)
def test_no_list_is_empty_and_none_says_a_thing_twice(table: str) -> None:
    for name, listed in lexicon.word_lists(table).items():
        assert listed, name
        assert len(set(listed)) == len(listed), name


def test_every_variant_of_a_label_is_a_pattern_that_finds_something() -> None:
    for key, pattern in labels.LABEL_PATTERNS:
        assert pattern.match("") is None, (key, pattern.pattern)


def test_a_variant_is_added_by_a_line_of_the_lexicon(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert labels.label_at("Sambungan darurat : 0812") is None
    lines = lexicon.LEXICON_FILE.read_text(encoding="utf-8")
    added = tmp_path / "lexicon.toml"
    added.write_text(lines.replace("telepon = [", TELEPHONE), encoding="utf-8")
    monkeypatch.setattr(lexicon, "LEXICON_FILE", added)
    lexicon._lexicon.cache_clear()
    try:
        monkeypatch.setattr(labels, "LABEL_PATTERNS", labels.label_patterns())
        assert labels.label_at("Sambungan darurat : 0812") == ("telepon", 17)
    finally:
        lexicon._lexicon.cache_clear()


def test_months_are_numbers() -> None:
    assert [month_number(word) for word in ("Djanuari", "nop", "Desember")] == [1, 11, 12]


def test_regencies_are_the_country_s() -> None:
    assert {"jombang", "kediri", "tanah datar"} <= lexicon.regencies()
    assert not {"batu", "bima", "agam"} & lexicon.regencies()


def strings(path: Path) -> Iterator[str]:
    """The texts of a module's code, without its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def listed(group: str) -> frozenset[str]:
    """The plain words of a group of the cues."""
    return frozenset(word for word in cues.group(group).split("|") if word.isalpha())


FOUR_WORDS = re.compile(r"(?:[A-Za-z][a-z]{2,}(?:\\?[.?]|\([^()|]*\))*\|){3,}[A-Za-z][a-z]{2,}")
"""Words side by side in a pattern, with what may follow each: a list."""


def test_no_pattern_in_code_lists_four_words() -> None:
    assert FOUR_WORDS.search(r"(?i)\b(?:kepada|yth|bapak\.?|ibu|sdr(?:i)?|tuan)\b")
    lists = [
        f"{path.name}: {text[:80]}"
        for path in EXTRACTORS.rglob("*.py")
        for text in strings(path)
        if FOUR_WORDS.search(text)
    ]
    assert lists == []


ONCE = {
    "kinds of koperasi": listed("koperasi_pendek"),
    "starts of addresses": listed("awal_kantor") | listed("awal_rumah"),
    "telephones": listed("telepon"),
    "offices of a board": listed("pengurus"),
    "closings, who writes and the other side": listed("penutup") | listed("penulis") | listed("lawan"),
    "months": frozenset(word for words in lexicon.word_lists("months").values() for word in words),
}
"""What was spelled anew in ten to nineteen patterns."""
SPELLED = 3
"""Words of a group side by side in one pattern: that is the list again, with one left out or added."""


@pytest.mark.parametrize("words", ONCE.values(), ids=ONCE)
def test_no_pattern_spells_a_list_that_is_data(words: frozenset[str]) -> None:
    assert len(words) > SPELLED
    again = [
        f"{path.name}: {text[:60]}"
        for path in (*EXTRACTORS.rglob("*.py"), *FLOWS.rglob("*.py"))
        for text in strings(path)
        if "|" in text and len(words & set(re.split(r"[^a-z]+", text.lower()))) >= SPELLED
    ]
    assert again == []


def test_no_pattern_and_no_cue_names_an_office_by_its_short_name() -> None:
    short = [name.lower() for name in load_office().known_as if " " not in name]
    stored = cues.CUES_FILE.read_text(encoding="utf-8") + lexicon.LEXICON_FILE.read_text(encoding="utf-8")
    texts = [text.lower() for path in EXTRACTORS.rglob("*.py") for text in strings(path)]
    assert short and not [name for name in short if name in stored or any(name in text for text in texts)]
    assert not [text for text in texts if "(?:as|kop)" in text]


def test_no_pattern_names_the_office_s_place() -> None:
    place = re.compile(rf"(?i)\b{re.escape(load_office().city)}\b")
    modules = sorted(EXTRACTORS.rglob("*.py"))
    assert len(modules) > 100
    named = [path.name for path in modules if any(place.search(text) for text in strings(path))]
    assert named == []
