"""What the desk's forms make of a request, and that nothing else takes one apart."""

import ast
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from desk.forms import asked
from desk.forms.asked import AskedForm, FilterForm, MonthForm, PrintForm, RegisterForm, RunningForm
from desk.forms.base import DeskForm, NumbersField, YesField, choice, day, given_back, text
from desk.forms.steps import DocumentationForm
from desk.listing import Filters
from models.errors import UsageError

PARTS = {"POST", "GET", "FILES"}
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


ASKED = [form for form in vars(asked).values() if isinstance(form, type) and issubclass(form, AskedForm)]
ODD = ["", "0", "-1", "x", "9" * 5000, "\0", "%00", "2026-13", "ya", "²", "😀" * 300]


@pytest.mark.parametrize("form", ASKED, ids=lambda form: form.__name__)
def test_no_address_is_refused(form: type[AskedForm]) -> None:
    for said in ODD:
        query = QueryDict(mutable=True)
        query.update(dict.fromkeys(form(query).fields, said))
        values = form(query).known()
        assert set(values) == set(form(query).fields)
        assert not any("\0" in value for value in values.values() if isinstance(value, str))


def test_an_address_is_asked_for_what_it_says() -> None:
    said = "status=semua&cari=+Siti+&urut=terbaru&lewat=ya&hal=3&kecamatan=mojoagung&lama=x&kanal=loket"
    filters = FilterForm(QueryDict(said)).filters()
    assert (filters.status, filters.query, filters.order, filters.page) == ("semua", "Siti", "terbaru", 3)
    assert (filters.overdue, filters.sure, filters.channel) == (True, False, "loket")
    assert filters.narrowed == (("kecamatan", "mojoagung"),)
    odd = FilterForm(QueryDict("status=apa&urut=apa&hal=1234567")).filters()
    assert odd == FilterForm(QueryDict("")).filters() == Filters()


@pytest.mark.parametrize(
    ("said", "kinds", "printed"),
    [
        ("", [], ""),
        ("pdf", ["pdf"], ""),
        ("docx=&pdf=x", ["pdf", "docx"], ""),
        ("cetak", [], "pdf"),
        ("cetak=docx", [], "docx"),
    ],
)
def test_a_paper_is_asked_for_by_a_word_that_stands_there(said: str, kinds: list[str], printed: str) -> None:
    form = PrintForm(QueryDict(said))
    assert (form.kinds(), form.print_form()) == (kinds, printed)


def test_a_figure_s_list_is_of_a_month_or_of_what_runs() -> None:
    assert MonthForm(QueryDict("bulan=2026-03")).month().isoformat() == "2026-03-01"
    assert RunningForm(QueryDict("bulan=2026-03")).where() is None
    running = RunningForm(QueryDict("petugas=&terlambat=ya")).where()
    assert running is not None and running.is_late and running.officer == ""


def test_the_rest_of_an_address_stays() -> None:
    form = RegisterForm(QueryDict("tahun=2026&hal=2&unduh&nomor=a+b"))
    assert form.address("hal", "unduh") == "tahun=2026&nomor=a+b"
    assert (form.wanted().year, form.wanted().words) == (2026, "a b")


def test_files_keep_their_order_and_nothing_is_said_of_them() -> None:
    one, two = SimpleUploadedFile("satu.pdf", b"a"), SimpleUploadedFile("dua.pdf", b"")
    said = QueryDict("keterangan=foto")
    values = DocumentationForm(said, MultiValueDict({"berkas": [one, two]})).checked()
    assert values["berkas"] == [one, two]
    assert DocumentationForm(said).checked()["berkas"] == []


def takes_apart(source: str) -> list[int]:
    """Lines where a part of a request is used but handed whole to a form (`F(request.POST)`, `... if ... else
    None`)."""
    tree = ast.parse(source)
    whole = {
        id(part)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        for given in call.args
        for part in [given, *_either(given)]
    }
    used = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in PARTS)
    return sorted(node.lineno for node in used if id(node) not in whole)


def _either(given: ast.expr) -> list[ast.expr]:
    if isinstance(given, ast.IfExp):
        return [given.body, given.orelse]
    return given.values if isinstance(given, ast.BoolOp) else []


def test_no_view_takes_a_request_apart_by_hand() -> None:
    assert takes_apart("form = Form(request.POST or None)\nother = Form(request.POST if x else None)") == []
    assert takes_apart("form = Form(request.POST, request.FILES)\nasked = Form(request.GET).known()") == []
    assert takes_apart("name = request.POST.get('nama')\nsent = request.POST") == [1, 2]
    assert takes_apart("x = 'pdf' in request.GET\ny = request.FILES['surat']") == [1, 2]
    found = {
        str(path.relative_to(DESK)): lines
        for path in DESK.rglob("*.py")
        if path != GUARD and (lines := takes_apart(path.read_text(encoding="utf-8")))
    }
    assert found == {}
