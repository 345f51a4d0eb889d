"""Words of data/cues.toml: every list is asked for, groups are written out, and no list stands twice."""

import re
import tomllib
from pathlib import Path

import extractors
import flows
from extractors.fields.cues import CUES_FILE, alternatives, anywhere, cue

CODE = Path(extractors.__file__).parent
FLOWS = Path(flows.__file__).parent
FILLED = {"koperasi_pendek", "koperasi_panjang", "koperasi_awal_panjang", "koperasi_tingkat"}
"""Groups whose words lie in models/data/jenis_koperasi.toml."""
STORED = tomllib.loads(CUES_FILE.read_text(encoding="utf-8"))
GROUPS = STORED["groups"]
ASKED = re.compile(r"\b(?:cue|anywhere|alternatives|listed)\(\s*[\"']([a-z_.]+)[\"']")
LISTS = {
    f"{module}.{name}": words
    for module, lists in STORED.items()
    if module != "groups"
    for name, words in lists.items()
}


def code(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_every_list_is_asked_for_and_every_one_asked_for_is_there() -> None:
    asked = {name for path in CODE.rglob("*.py") for name in ASKED.findall(code(path))}
    assert asked == set(LISTS)


def test_no_list_and_no_group_stands_twice() -> None:
    whole = [frozenset(words) for words in LISTS.values()]
    assert len(whole) == len(set(whole))
    lists = [*LISTS.values(), *GROUPS.values()]
    used = {group for words in lists for word in words for group in re.findall(r"<([a-z_]+)>", word)}
    said = "".join(map(code, [*CODE.rglob("*.py"), *FLOWS.rglob("*.py")]))
    assert (used | set(re.findall(r"\bgroup\([\"']([a-z_]+)[\"']\)", said))) - FILLED == set(GROUPS)
    for name, words in LISTS.items():
        assert len(words) == len(set(words)), name


def test_a_group_s_words_are_found_where_the_shape_says() -> None:
    found = cue("applicant.other_party")
    assert {word for word in GROUPS["lawan"] if found.search(f"PIHAK {word.upper()}:")} == set(
        GROUPS["lawan"]
    )
    assert not found.search("termohonnya")
    assert "|" in alternatives("request_matter.taken")


def test_case_counts_only_where_it_is_said() -> None:
    assert not anywhere("grouping.ends", is_cased=True).search("DEMIKIAN")
    assert anywhere("grouping.ends").search("DEMIKIAN")
