"""Readings are kept by what was read and by which code; letters by voices are scored from them."""

import argparse
from pathlib import Path

import pytest

from models.case import Finding, Severity
from models.document import Kind
from models.file_reading import FileReading
from models.page import PageReading
from samples.splits import Level
from samples.voices.split import VOICES
from tests.accuracy import readings as kept
from tests.accuracy import sources, voices
from tests.accuracy.scoring import Scored
from tests.accuracy.voice_pages import Wanted, drawn_voices, letters_of, prepare_voices

VOICE = """# voice 90: penulis karangan
=== 90-01 surat_permohonan konsultasi loket
@isi
<pokok_masalah>Kami bertanya</pokok_masalah>
<pemohon_nama>Uji Coba</pemohon_nama>
<koperasi_nama alt>KSU Uji</koperasi_nama>
"""


def _code(root: Path, **files: str) -> Path:
    """A tree with the page reader's entry and whatever else."""
    for name, text in {"extractors/page/child.py": "from extractors.marks import ink\n", **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def test_the_code_is_what_the_child_imports_and_the_data_it_names(tmp_path: Path) -> None:
    files = {
        "extractors/marks/ink.py": 'import models.page\nMODEL = "ink.onnx"\n', "models/page.py": "",
        "extractors/marks/data/ink.onnx": "1", "extractors/marks/data/other.onnx": "2",
        "extractors/case/letter.py": "",
    }  # fmt: skip
    before = kept.page_code(_code(tmp_path / "a", **files))
    assert set(before) == {"extractors.page.child", "extractors.marks.ink", "models.page", "ink.onnx"}
    for changed in ("extractors/marks/data/ink.onnx", "models/page.py"):
        assert kept.code_digest(_code(tmp_path / changed.replace("/", "-"), **(files | {changed: "#"}))) != (
            kept.code_digest(tmp_path / "a")
        )
    same = _code(tmp_path / "b", **(files | {"extractors/case/letter.py": "#"}))
    assert kept.code_digest(same) == kept.code_digest(tmp_path / "a")


def test_the_product_s_code_that_reads_text_alone_is_not_in_it() -> None:
    assert {"extractors.page.reader", "recogniser.onnx", "wilayah.tsv.gz"} <= set(kept.page_code())
    assert "extractors.case.reader" not in kept.page_code()


def _reading(name: str) -> FileReading:
    finding = Finding(code="X", severity=Severity.INFO, message="m", file=name)
    return FileReading(name, (PageReading(file=name, number=1, width=7),), (finding,))


def _file(folder: Path, name: str, content: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    return folder / name


def test_a_reading_is_found_by_content_under_the_file_s_own_name(tmp_path: Path) -> None:
    cache = kept.open_readings(tmp_path / "cache")
    first, twin = _file(tmp_path, "a.pdf", b"same"), _file(tmp_path, "b.pdf", b"same")
    assert cache.get(first) is None and cache.missing([first, twin]) == [first, twin]
    cache.put(first, _reading("a.pdf"))
    assert cache.get(twin) == _reading("b.pdf")
    assert cache.missing([first, twin, _file(tmp_path, "c.pdf", b"other")]) == [tmp_path / "c.pdf"]


def test_older_code_s_readings_count_only_when_adopted(tmp_path: Path) -> None:
    root, paper = tmp_path / "cache", _file(tmp_path, "a.pdf", b"x")
    kept.Readings(root, ("old",)).put(paper, _reading("a.pdf"))
    (root / "old" / kept.CODE_FILE).write_text('{"extractors.page.child": "1"}')
    assert kept.open_readings(root).get(paper) is None
    assert "extractors.page.child" in kept.differences(root, "old")
    assert kept.open_readings(root, adopt="old").get(paper) is not None
    again = kept.open_readings(root)
    assert again.get(paper) is not None and "adopted old" in again.told()
    with pytest.raises(kept.NotCachedError, match=r"there are: .*old"):
        kept.open_readings(root, adopt="never")


def _flags(*flags: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    sources.add_arguments(parser)
    return parser.parse_args(flags)


def test_from_cache_reads_no_page(tmp_path: Path) -> None:
    args, paper = (
        _flags("--from-cache", "--readings", str(tmp_path / "cache")),
        _file(tmp_path, "a.pdf", b"x"),
    )
    with (
        pytest.raises(SystemExit, match="1 of 1 files are not in the cache"),
        sources.opened(args, [paper], 1),
    ):
        pass
    sources.cache_of(args).put(paper, _reading("a.pdf"))  # type: ignore[union-attr]
    with sources.opened(args, [paper], 1) as source:
        assert source.read_file(paper) == _reading("a.pdf")


class _Children:
    def __init__(self) -> None:
        self.read: list[Path] = []

    def read_file(self, path: Path, /) -> FileReading:
        """One page without a line."""
        self.read.append(path)
        return FileReading(path.name, (PageReading(file=path.name, number=1),))


def test_what_was_filled_is_read_once(tmp_path: Path) -> None:
    children, paper = _Children(), _file(tmp_path, "a.pdf", b"x")
    cache = kept.open_readings(tmp_path / "cache")
    for _ in range(2):
        kept.FromCache(cache, children).read_file(paper)
    assert children.read == [paper]
    with pytest.raises(kept.NotCachedError):
        kept.FromCache(cache).read_file(_file(tmp_path, "b.pdf", b"y"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("korpus") / "voices"
    path.mkdir()
    (path / "90.txt").write_text(VOICE, encoding="utf-8")
    return path


def test_truth_is_taken_from_the_tags_as_they_are_now(folder: Path, tmp_path: Path) -> None:
    wanted = Wanted(folder, (), None, Level.CLEAN, 3)
    [first] = prepare_voices(wanted, tmp_path)
    assert first.expected.documents[0].field("pemohon_nama").value == "Uji Coba"
    assert first.alternatives == {"koperasi_nama": ("KSU Uji", None)}
    stamp = first.path.stat().st_mtime_ns
    assert prepare_voices(wanted, tmp_path)[0].path.stat().st_mtime_ns == stamp


def _voice_as(folder: Path, old: str = "", new: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "90.txt").write_text(VOICE.replace(old, new) if old else VOICE, encoding="utf-8")
    return folder


def test_a_page_stays_where_tags_change_and_nothing_on_the_sheet(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = Wanted(_voice_as(tmp_path / "voices"), (), None, Level.CLEAN, 3)
    cache = tmp_path / "pages"
    [first] = prepare_voices(wanted, cache)
    _voice_as(wanted.folder, "pemohon_nama", "lain_nama")
    [again] = drawn_voices(wanted, cache)
    assert again.path == first.path
    assert again.expected.documents[0].field("pemohon_nama").value is None
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("change", [("Uji Coba", "Uji Lain"), (" loket", " loket tangan")])
def test_letters_without_a_page_of_their_text_are_told(
    change: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = Wanted(_voice_as(tmp_path / "voices"), (), None, Level.CLEAN, 3)
    prepare_voices(wanted, tmp_path / "pages")
    _voice_as(wanted.folder, *change)
    assert drawn_voices(wanted, tmp_path / "pages") == []
    told = capsys.readouterr().err
    assert "1 of 1 clean letters are left out" in told
    assert f"--fill --readings {tmp_path} --level clean --seed 3 --voices 90" in told


def test_the_very_first_letter_of_each_voice_alone() -> None:
    wanted = Wanted(VOICES, ("01", "02"), None, Level.HARD, 1, is_first_only=True)
    assert [letter.id for _, letter, _ in letters_of(wanted)] == ["01-01", "02-01"]


def test_a_letter_without_a_line_has_lost_what_it_carries(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flags = ["--folder", str(folder), "--readings", str(tmp_path)]
    cache = kept.open_readings(tmp_path)
    for item in voices.items_of(voices.arguments(flags)):
        cache.put(item.path, _Children().read_file(item.path))
    voices.main([*flags, "--from-cache", "--wrong"])
    told = capsys.readouterr().out
    assert "| surat_permohonan/pemohon_nama | 1 | 0.0 | 0.0 (0) | 100.0 | 0.0 |" in told
    assert "90-01 pemohon_nama 'Uji Coba' -> None" in told
    assert "service right 0.0 %, wrong and unflagged 100.0 % (1 of 1)" in told


@pytest.mark.parametrize(
    "flags", [["--split", "test", "--wrong"], ["--voices", "05", "--dump-all", "x.json"]]
)
def test_nobody_looks_at_held_out_voices(flags: list[str]) -> None:
    with pytest.raises(SystemExit):
        voices.arguments(flags)


@pytest.mark.parametrize(("got", "right"), [("KSU Lain", False), ("KSU Uji", True), (None, True)])
def test_alternatives_are_right_as_well(got: str | None, right: bool) -> None:
    field = Scored(
        Kind.SURAT_PERMOHONAN, "koperasi_nama", None, got, None, 0.9, needs_review=False, carried=False,
        alternatives=("KSU Uji", None),
    )  # fmt: skip
    assert field.is_right is right and field.is_silent is not right
