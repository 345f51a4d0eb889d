"""The bench with a stub reader: a perfect one scores 100, a lying one is found out."""

from pathlib import Path

import pytest

from models.case import Case, CompletenessStatus
from models.field import Field
from samples.splits import Level, Split
from tests.accuracy import dataset, report
from tests.accuracy.__main__ import arguments
from tests.accuracy.dump import write_dump
from tests.accuracy.running import run


@pytest.fixture(scope="module")
def items(tmp_path_factory: pytest.TempPathFactory) -> list[dataset.Item]:
    cache = tmp_path_factory.mktemp("cache")
    parts = ["ktp", "letters"]
    wanted = list(dataset.orders(parts, 4, split=Split.TUNE, seed=8, level=Level.CLEAN))
    for order in wanted:
        home = cache / dataset.generator_digest()
        home.mkdir(exist_ok=True)
        dataset._generate((home, order))
    return dataset.prepare(wanted, cache)


def _perfect(item: dataset.Item) -> Case:
    return item.expected


def _lying(item: dataset.Item) -> Case:
    """Sure of a wrong value in every field, and of every file's completeness."""
    documents = tuple(
        doc.model_copy(
            update={"fields": {name: Field(value="SALAH", confidence=0.99, page=1) for name in doc.fields}}
        )
        for doc in item.expected.documents
    )
    done = item.expected.completeness.model_copy(update={"status": CompletenessStatus.LENGKAP})
    return item.expected.model_copy(update={"documents": documents, "completeness": done})


def _broken(item: dataset.Item) -> Case:
    raise ValueError(item.family)


def test_perfect_reader(items: list[dataset.Item]) -> None:
    results = list(run(items, _perfect, workers=1))
    for result in results:
        assert all(field.is_right for field in result.score.fields)
        assert all(page.is_right for page in result.score.pages)
        assert result.score.completeness_right and not result.score.false_complete
    assert "100.0" in report.fields_table(results)


def test_lying_reader_is_found_out(items: list[dataset.Item]) -> None:
    results = list(run(items, _lying, workers=1))
    fields = [field for result in results for field in result.score.fields]
    assert all(field.is_silent for field in fields if field.name == "nik")
    assert all(result.score.false_complete for result in results)
    assert "upper 95 % bound 100.00 %" in report.bounds(results)


def test_broken_reader_does_not_stop_the_bench(items: list[dataset.Item]) -> None:
    results = list(run(items, _broken, workers=1))
    assert all(result.failure.startswith("ValueError") for result in results)
    assert not any(page.is_right for result in results for page in result.score.pages)


def test_tables_dump_and_plot(items: list[dataset.Item], tmp_path: Path) -> None:
    results = list(run(items, _lying, workers=1))
    assert report.cases_table(results).count("|") > 20
    assert "golongan_darah" in report.names_table(results)
    write_dump(results, tmp_path / "wrong.json", everything=False)
    assert "SALAH" in (tmp_path / "wrong.json").read_text()
    report.reliability_plot(results, tmp_path / "plot.png")
    assert (tmp_path / "plot.png").stat().st_size > 5000


def test_the_test_split_is_not_dumped() -> None:
    with pytest.raises(SystemExit):
        arguments(["--split", "test", "--dump", "x.json"])


def test_cache_is_reused(items: list[dataset.Item]) -> None:
    cache = items[0].path.parents[2]
    before = items[0].path.stat().st_mtime_ns
    again = dataset.prepare([item.order for item in items], cache)
    assert again[0].path.stat().st_mtime_ns == before
