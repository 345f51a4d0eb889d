"""The state machine, walked exhaustively: each service, each stage, each action, each set of facts that
matters, each role; and the services' own data."""

from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from pathlib import Path

import pytest

from models.errors import SettingsError, UsageError
from models.procedure.clock import ClockRule, Events, stage_due, standard_dues
from models.procedure.machine import moved, options
from models.procedure.stages import ACTORS, APPROVAL, FACT_WORDS, Fact, Procedure, Stage, Work
from models.service import ServiceStandard, load_standards
from tests.models.make import CALENDAR, STANDARDS

OTHER_OFFICE = Path(__file__).parent / "layanan_lain"
"""Services of another office: other requirements, limits and stages; the same tests, no code."""


def _services() -> list[ServiceStandard]:
    others = {
        path.stem: load_standards(OTHER_OFFICE).services[path.stem]
        for path in (OTHER_OFFICE / "layanan").glob("*.toml")
    }
    return [*STANDARDS.services.values(), *others.values()]


SERVICES = _services()


def procedure(service: ServiceStandard) -> Procedure:
    assert service.procedure
    return service.procedure


def subsets(facts: set[Fact]) -> list[frozenset[Fact]]:
    """Every subset of the facts that the stage's moves ask for (others change nothing)."""
    ordered = sorted(facts)
    sizes = range(len(ordered) + 1)
    return [frozenset(found) for size in sizes for found in combinations(ordered, size)]


@dataclass(frozen=True)
class Try:
    """A move somebody tries."""

    action: str
    facts: frozenset[Fact]
    role: str
    why: str


def outcome(service: ServiceStandard, stage: Stage, tried: Try) -> str:
    """The stage after the action, or "" when it is refused."""
    try:
        return moved(
            procedure(service),
            stage.id,
            tried.action,
            facts=tried.facts,
            roles=[tried.role],
            reason=tried.why,
        ).id
    except UsageError:
        return ""


def expected(stage: Stage, tried: Try) -> str:
    """What the file says, worked out anew."""
    for move in stage.moves:
        if move.action == tried.action:
            has_reason = bool(tried.why) or not move.needs_reason
            is_open = tried.role in stage.actors and set(move.needs) <= tried.facts and has_reason
            return move.target if is_open else ""
    return ""


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.id)
def test_no_move_but_those_the_file_allows(service: ServiceStandard) -> None:
    stages = procedure(service).stages
    actions = {move.action for stage in stages for move in stage.moves} | {"lain"}
    roles = (*ACTORS, "arsiparis", "admin")
    tried = 0
    for stage in stages:
        asked = {fact for move in stage.moves for fact in move.needs}
        for values in product(actions, subsets(asked), roles, ("", "Sebab.")):
            one = Try(*values)
            assert outcome(service, stage, one) == expected(stage, one)
            tried += 1
    assert tried > 300


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.id)
def test_options_tell_beforehand_what_a_move_will_do(service: ServiceStandard) -> None:
    for stage in procedure(service).stages:
        for facts in subsets({fact for move in stage.moves for fact in move.needs}):
            for option in options(stage, facts, ["kepala"]):
                done = outcome(service, stage, Try(option.move.action, facts, "kepala", "Sebab."))
                assert bool(done) is option.is_open
                assert set(option.missing) == set(option.move.needs) - facts
                assert all(option.missing_words)


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.id)
def test_every_stage_is_reached_and_every_way_ends(service: ServiceStandard) -> None:
    """With all facts on record, a walk over every move from the first stage meets all stages and the end."""
    stages = procedure(service).stages
    seen, waiting = set[str](), [procedure(service).first.id]
    while waiting:
        stage = procedure(service).stage(waiting.pop())
        assert stage
        if stage.id in seen:
            continue
        seen.add(stage.id)
        waiting += [
            outcome(service, stage, Try(move.action, frozenset(Fact), stage.actors[0], "Sebab."))
            for move in stage.moves
        ]
    assert seen == {stage.id for stage in stages}
    assert any(stage.is_end for stage in stages)
    assert all(stage.moves for stage in stages if not stage.is_end)
    assert procedure(service).after_approval.id == procedure(service).first.moves[0].target


def test_an_unknown_stage_is_refused() -> None:
    with pytest.raises(UsageError, match="tidak ada"):
        moved(procedure(SERVICES[0]), "lain", APPROVAL, facts=(), roles=["kepala"])


def test_every_fact_and_work_has_words() -> None:
    assert set(FACT_WORDS) == set(Fact)
    assert {stage.work for service in SERVICES for stage in procedure(service).stages} >= set(Work) - {
        Work.PENYELESAIAN
    }


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.id)
def test_nothing_is_due_after_the_end(service: ServiceStandard) -> None:
    events = Events(date(2026, 3, 13), date(2026, 3, 16), date(2026, 3, 25))
    for stage in procedure(service).stages:
        due = stage_due(stage, service.limits, events, CALENDAR)
        assert (due is None) is (stage.is_end or (stage.limit is None and stage.term is None))


@pytest.mark.parametrize(
    ("received", "days", "due"),
    [
        (date(2026, 3, 13), "tanggapan", date(2026, 3, 25)),
        (date(2026, 3, 13), "layanan", date(2026, 4, 6)),
        (date(2026, 5, 12), "tanggapan", date(2026, 5, 19)),
        (date(2026, 5, 12), "layanan", date(2026, 6, 2)),
        (date(2026, 12, 18), "layanan", date(2027, 1, 7)),
    ],
)
def test_dues_over_idul_fitri_and_the_turn_of_the_year(received: date, days: str, due: date) -> None:
    service = STANDARDS.get("fasilitasi_pengaduan")
    assert service
    what = {"tanggapan": "Tanggapan", "layanan": "Penyelesaian layanan"}[days]
    dues = standard_dues(service.limits, Events(received), CALENDAR)
    assert [found.on for found in dues if found.what == what] == [due]


def test_both_clocks_are_shown_and_the_setting_says_which_binds() -> None:
    service = STANDARDS.get("fasilitasi_konsultasi")
    assert service
    events = Events(date(2026, 3, 13), complete_on=date(2026, 3, 27))
    both = standard_dues(service.limits, events, CALENDAR)
    assert [(due.on, due.binds) for due in both] == [(date(2026, 4, 6), True), (date(2026, 4, 13), False)]
    assert "berkas diterima (13 Maret 2026)" in both[0].rule
    later = standard_dues(service.limits, events, CALENDAR, ClockRule.COMPLETE)
    assert [due.binds for due in later] == [False, True]
    waiting = standard_dues(service.limits, Events(date(2026, 3, 13)), CALENDAR, ClockRule.COMPLETE)
    assert [due.binds for due in waiting] == [True]


GOOD = (OTHER_OFFICE / "layanan" / "rekomendasi_izin.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('kerja = "laporan"', 'kerja = "melamun"', "melamun"),
        ('pelaku = ["kepala"]', 'pelaku = ["camat"]', "camat"),
        ('perlu = ["laporan_hasil"]', 'perlu = ["firasat"]', "firasat"),
        ('ke = "selesai"', 'ke = "akhir"', "tahap akhir tidak ada"),
        ('ke = "selesai"', 'ke = "rapat"', "tidak pernah tercapai"),
        ('aksi = "setujui"', 'aksi = "mulai"', "setujui"),
        ('batas = "layanan"', 'batas = "kilat"', "batas harus"),
        ("hari_kerja = 2", "hari_kerja = 0", "hari_kerja"),
        ('sejak = "tahap"', 'sejak = "kemarin"', "kemarin"),
        ('surat = ["laporan_hasil"]', 'surat = ["memo"]', "memo"),
        ('id = "laporan"', 'id = "rapat"', "dua kali"),
        ('kerja = "pemeriksaan"', 'kerja = "laporan"', "tahap pertama"),
    ],
)
def test_faults_in_stages_are_named(tmp_path: Path, old: str, new: str, word: str) -> None:
    assert old in GOOD
    (tmp_path / "layanan").mkdir()
    (tmp_path / "layanan" / "lain.toml").write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(SettingsError, match=word):
        load_standards(tmp_path)
