"""Small traps of the desk that cost work: a held case, searching, waiting for a reading, merging."""

from datetime import date
from pathlib import Path

from desk import changes, decisions, mending
from desk.intake import leases
from desk.models import CaseRow
from tests.desk import factory, people


def test_a_held_case_refuses_before_anything_is_written(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    changes.hold(case_id, people.user("pemeriksa", "satu"))
    browser = people.client("pemeriksa", "dua")
    for kind in ("kembalikan", "tolak", "tunda"):
        answer = browser.get(f"/perkara/{case_id}/putusan/{kind}/")
        assert answer.status_code == 409
        page = answer.content.decode()
        assert "dipegang oleh satu" in page
        assert "Ambil alih" in page
        assert "<textarea" not in page
    case = browser.get(f"/perkara/{case_id}/").content.decode()
    assert "/putusan/tolak/" not in case
    assert "/putusan/kembalikan/" not in case


def test_writing_a_letter_holds_the_case(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    browser = people.client("pemeriksa", "satu")
    page = browser.get(f"/perkara/{case_id}/putusan/kembalikan/").content.decode()
    assert f'hx-post="/perkara/{case_id}/pegang/" hx-trigger="load"' in page
    assert changes.holder(CaseRow.objects.get(id=case_id)) is None
    browser.post(f"/perkara/{case_id}/pegang/", {"baru": "ya"})
    holder = changes.holder(CaseRow.objects.get(id=case_id))
    assert holder
    assert holder.username == "satu"


def test_words_are_looked_for_in_every_status(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False, name="SITI AMINAH")
    who = people.user("pemeriksa")
    decisions.decide(case_id, decisions.Choice("setujui"), people.editor(who, case_id))
    page = people.client("petugas").get("/?status=menunggu&cari=siti", follow=True).content.decode()
    assert case_id in page
    assert "Disetujui</span>" in page


def test_columns_sort_and_turn_round(data: Path) -> None:
    first = factory.admit_case(data, 1, with_images=False, name="ANI", received_on=date(2026, 11, 20))
    last = factory.admit_case(data, 2, with_images=False, name="ZAENAL", received_on=date(2026, 11, 10))
    browser = people.client("petugas")

    def order(query: str) -> list[str]:
        page = browser.get(f"/{query}").content.decode()
        return sorted((first, last), key=lambda case_id: page.index(f"/perkara/{case_id}/"))

    assert order("") == [last, first]
    page = browser.get("/").content.decode()
    assert 'aria-sort="ascending"' in page
    assert "urut=tenggat-turun" in page, "a second click turns the order round"
    assert order("?urut=tenggat-turun") == [first, last]
    assert order("?urut=pemohon") == [first, last]
    assert order("?urut=pemohon-turun") == [last, first]
    assert order("?urut=nomor-turun") == [last, first]


def test_a_page_is_loaded_anew_when_its_case_was_read(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    who = people.user("pemeriksa")
    browser = people.client("petugas")
    mending.read_again(case_id, people.editor(who, case_id))
    assert f'hx-get="/perkara/{case_id}/terbaca/"' in browser.get(f"/perkara/{case_id}/").content.decode()
    waiting = browser.get(f"/perkara/{case_id}/terbaca/")
    assert (waiting.status_code, "HX-Refresh" in waiting) == (204, False)
    assert leases.take_case(case_id, "uji")
    leases.fail(case_id, "uji", "Rusak.", is_final=True)
    assert browser.get(f"/perkara/{case_id}/terbaca/")["HX-Refresh"] == "true"


def test_another_case_is_searched_and_seen_before_merging(data: Path) -> None:
    here = factory.admit_case(data, 1, name="SITI AMINAH")
    other = factory.admit_case(data, 2, name="NUR HIDAYATI")
    done = factory.admit_case(data, 3, name="NUR HIDAYATI")
    who = people.user("pemeriksa")
    decisions.decide(done, decisions.Choice("setujui"), people.editor(who, done))
    browser = people.client("petugas")
    page = browser.get(f"/perkara/{here}/gabung/?cari=hidayati", follow=True).content.decode()
    assert f'name="dengan" value="{other}"' in page
    assert f"/perkara/{other}/gambar/0/1/kecil/" in page
    assert f'value="{done}"' not in page, "what is decided is not offered"
    sent = {"dengan": other, "versi": CaseRow.objects.get(id=here).version}
    browser.post(f"/perkara/{here}/gabung/", sent)
    assert CaseRow.objects.get(id=other).merged_into_id == here
