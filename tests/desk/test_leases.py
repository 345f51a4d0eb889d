"""desk/leases.py: the three leases of the database go by one rule."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from desk.leases import READING, REQUEST, REVIEW, Lease
from desk.models import CaseRow, RequestRow
from tests.desk import factory

SECOND = timedelta(seconds=1)
LEASES = {"reading": READING, "review": REVIEW, "request": REQUEST}


@pytest.fixture(params=LEASES)
def lease(request: pytest.FixtureRequest) -> Lease:
    return LEASES[request.param]


@pytest.fixture
def row(lease: Lease, data: Path) -> CaseRow | RequestRow:
    case = CaseRow.objects.get(id=factory.admit_case(data, 1, with_images=False))
    return RequestRow.objects.create(kind="coba_lagi") if lease is REQUEST else case


def somebody(lease: Lease) -> User | str:
    return User.objects.create(username="sri") if lease is REVIEW else "proses"


def found(lease: Lease, row: CaseRow | RequestRow) -> tuple[bool, bool, bool]:
    """Whether the row is held: by itself, by the question for held rows, by the one for free rows."""
    row.save()
    row.refresh_from_db()
    now, rows = timezone.now(), type(row)._default_manager
    return (
        lease.is_held(row, now),
        rows.filter(lease.held(now), pk=row.pk).exists(),
        not rows.filter(lease.free(now), pk=row.pk).exists(),
    )


HELD, FREE = (True,) * 3, (False,) * 3


def test_it_is_held_until_it_is_given_back(lease: Lease, row: CaseRow | RequestRow) -> None:
    assert found(lease, row) == FREE
    lease.give(row, somebody(lease), timezone.now() + lease.longest)
    assert found(lease, row) == HELD
    lease.take_back(row)
    assert found(lease, row) == FREE


def test_it_runs_out(lease: Lease, row: CaseRow | RequestRow) -> None:
    lease.give(row, somebody(lease), timezone.now() - SECOND)
    assert found(lease, row) == FREE


def test_one_given_before_the_clock_was_set_back_has_run_out(lease: Lease, row: CaseRow | RequestRow) -> None:
    lease.give(row, somebody(lease), timezone.now() + timedelta(days=1))
    assert found(lease, row) == FREE


def test_a_holder_who_is_gone_holds_nothing(lease: Lease, row: CaseRow | RequestRow) -> None:
    lease.give(row, lease.nobody, timezone.now() + lease.longest)
    assert found(lease, row) == FREE


def test_the_holder_alone_renews_it(lease: Lease, row: CaseRow | RequestRow) -> None:
    """Also one that has run out, as long as nobody else took the row."""
    holder, rows = somebody(lease), type(row)._default_manager
    lease.give(row, holder, timezone.now() - SECOND)
    row.save()
    columns = lease.renewed(timezone.now() + lease.longest)
    other = User.objects.create(username="budi") if lease is REVIEW else "lain"
    assert not rows.filter(lease.held_by(other)).update(**columns)
    assert rows.filter(lease.held_by(holder)).update(**columns)
    row.refresh_from_db()
    assert found(lease, row) == HELD
    assert lease.is_held_by(row, holder) and not lease.is_held_by(row, other)


def test_another_row_is_held_the_same_way(lease: Lease, row: CaseRow | RequestRow) -> None:
    lease.give(row, somebody(lease), timezone.now() + lease.longest)
    held = lease.same_as(row)
    lease.take_back(row)
    for column, value in held.items():
        setattr(row, column, value)
    assert found(lease, row) == HELD


def test_no_column_of_a_lease_is_written_past_it() -> None:
    """Only the tables themselves (and their migrations) know the columns' names."""
    root = Path(__file__).parents[2]
    names = ("intake_owner", "intake_until", "reviewer_until")
    rooms = (root / "desk/models", root / "desk/migrations")
    assert not [
        str(path.relative_to(root))
        for path in sorted([*root.glob("desk/**/*.py"), *root.glob("flows/**/*.py")])
        if path.parent not in rooms
        and path != root / "desk/leases.py"
        and any(name in path.read_text("utf-8") for name in names)
    ]
