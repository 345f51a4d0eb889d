"""Reasons that are often given: the office's list, and picking one by its digit."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from desk import facts, reasons
from desk.models import AuditEntry, Decision
from models.errors import SettingsError
from models.reasons import KINDS, load_reasons
from tests.desk import factory, people
from tests.desk.browsing import sit_down


def test_an_administrator_changes_the_list_and_the_next_form_offers_it(data: Path) -> None:
    case_id = factory.admit_case(data, 1, with_images=False)
    admin = people.client("admin")
    packaged = load_reasons()
    assert packaged.of("tolak")[0] in admin.get("/alasan/").content.decode()
    sent = {kind: "\n".join(packaged.of(kind)) for kind in KINDS} | {
        "tolak": 'Kata "kami" sendiri.\n\n Kedua. '
    }
    assert admin.post("/alasan/", sent, follow=True).status_code == 200
    assert facts.reasons().of("tolak") == ('Kata "kami" sendiri.', "Kedua.")
    assert load_reasons(data).by_kind == facts.reasons().by_kind
    assert AuditEntry.objects.filter(action="alasan").count() == 1
    reviewer = people.client("pemeriksa")
    assert (
        "Kata &quot;kami&quot; sendiri."
        in reviewer.get(f"/perkara/{case_id}/putusan/tolak/").content.decode()
    )
    syarat = reviewer.get(f"/perkara/{case_id}/syarat/identitas/").content.decode()
    assert packaged.of("koreksi")[0] in syarat
    assert reviewer.post("/alasan/", sent).status_code == 403


@pytest.mark.parametrize("text", ["\n".join("abcdefghij"), "x" * 301])
def test_more_than_nine_or_a_whole_letter_is_refused(data: Path, text: str) -> None:
    with pytest.raises(SettingsError):
        reasons.change({"tolak": text})
    answer = people.client("admin").post("/alasan/", {"tolak": text})
    assert text.splitlines()[0] in answer.content.decode(), "what was typed is not lost"
    assert not (data / "alasan.toml").exists()


@pytest.mark.browser
@pytest.mark.timeout(300)
def test_a_digit_picks_the_reason_and_ctrl_enter_sends_it(browser: Browser, address: str, data: Path) -> None:
    case_id = factory.admit_case(data, 1)
    reviewer = sit_down(browser, address, "pemeriksa")
    page = reviewer.page
    reviewer.go(f"/perkara/{case_id}/")
    for key in ("x", "2"):
        reviewer.press(key)
        page.wait_for_selector("#alasan")
    second = load_reasons().of("tolak")[1]
    assert page.input_value("#alasan") == second
    page.keyboard.type(" Lihat Pasal 3.")
    assert page.input_value("#alasan") == f"{second} Lihat Pasal 3.", "a digit in a text is a digit"
    reviewer.press("Control+Enter")
    reviewer.wait_path("/surat/")
    assert Decision.objects.get(case_id=case_id).reason == f"{second} Lihat Pasal 3."
    assert second in page.inner_text("article")
    assert reviewer.faults == []


@pytest.mark.browser
@pytest.mark.timeout(300)
def test_a_reason_to_return_becomes_the_next_item_of_the_letter(
    browser: Browser, address: str, data: Path
) -> None:
    case_id = factory.admit_case(data, 4, without_ktp=True)
    reviewer = sit_down(browser, address, "pemeriksa")
    page = reviewer.page
    reviewer.go(f"/perkara/{case_id}/")
    reviewer.press("k")
    page.wait_for_selector("#alasan-pilihan:not([hidden])")
    before = page.input_value("#surat").split("\n")
    reviewer.press("4")
    after = page.input_value("#surat").split("\n")
    (added,) = [line for line in after if line not in before]
    items = [line for line in after if line[:2] in ("1.", "2.", "3.")]
    assert added == items[-1] == f"{len(items)}. {load_reasons().of('kembalikan')[3]}"
    reviewer.press("4")
    assert page.input_value("#surat").split("\n") == after, "once is enough"
