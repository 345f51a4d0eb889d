"""What the desk's forms make of a request, and that nothing else takes one apart."""

import ast
from pathlib import Path

import pytest
from django.http import QueryDict

from desk.forms.base import DeskForm, NumbersField, YesField, choice, day, given_back, text
from models.errors import UsageError

DESK = Path(__file__).resolve().parents[2] / "desk"
GUARD = DESK / "sendings.py"
"""Takes the digest of all that was sent; it reads no value."""


class Example(DeskForm):
    key = "contoh"
    nama = text("Nama", 10)
    kapan = day("Kapan")
    cara = choice("Cara", [("a", "Tatap muka"), ("b", "Telepon")])
    setuju = YesField()
    siapa = NumbersField()


def sent(query: str) -> Example:
    return Example(QueryDict(query))


def test_the_values_have_their_types() -> None:
    values = sent("nama=+Siti+&kapan=20-11-2026&cara=b&setuju=ya&siapa=3&siapa=x&siapa=5").checked()
    assert values["nama"] == "Siti" and values["kapan"].isoformat() == "2026-11-20"
    assert values["cara"] == "b" and values["setuju"] is True and values["siapa"] == [3, 5]


def test_what_is_left_out_is_empty() -> None:
    assert sent("").checked() == {"nama": "", "kapan": None, "cara": "", "setuju": False, "siapa": []}


@pytest.mark.parametrize("said", ["tidak", "on", "true", "1", ""])
def test_yes_is_ya_alone(said: str) -> None:
    assert sent(f"setuju={said}").checked()["setuju"] is False


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(UsageError) as refused:
        sent(f"nama={'x' * 11}&kapan=31-02-2026&cara=z").checked()
    told = str(refused.value)
    assert "10" in told and "Tanggal itu tidak dikenali" in told and "z" in told


def test_what_was_typed_is_given_back_in_words_as_it_was_sent() -> None:
    given = given_back(sent("nama=Siti&kapan=31-02-2026&cara=b&setuju=ya"))
    assert given == [("Nama", "Siti"), ("Kapan", "31-02-2026"), ("Cara", "Telepon"), ("Setuju", "ya")]


def takes_apart(source: str) -> list[int]:
    """Lines where `.POST` is used but handed whole to a form (`F(request.POST)`, `... if ... else None`)."""
    tree = ast.parse(source)
    whole = {
        id(part)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for given in call.args
        for part in ([given, given.body] if isinstance(given, ast.IfExp) else [given, *_either(given)])
    }
    used = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr == "POST")
    return sorted(node.lineno for node in used if id(node) not in whole)


def _either(given: ast.expr) -> list[ast.expr]:
    return given.values if isinstance(given, ast.BoolOp) else []


def test_no_view_takes_a_request_apart_by_hand() -> None:
    assert takes_apart("form = Form(request.POST or None)\nother = Form(request.POST if x else None)") == []
    assert takes_apart("name = request.POST.get('nama')\nsent = request.POST") == [1, 2]
    found = {
        str(path.relative_to(DESK)): lines
        for path in DESK.rglob("*.py")
        if path != GUARD and (lines := takes_apart(path.read_text(encoding="utf-8")))
    }
    assert found == {}
