"""Who writes for another: by a lawyer's title, the column of his signature, and what he says of himself."""

from collections.abc import Sequence

import pytest

from extractors.case.letters import seen_letter
from extractors.ranking.proxies import Proxies
from extractors.ranking.span_tagger import Tagger, tagged
from tests.extractors.paper import Cell, page
from tests.extractors.ranking.test_ranking import _labelling

WRITER, CLIENT = ("Satria", "Nugraha"), ("Siti", "Aminah")
NAMES = {
    word.lower(): f"{lead}-nama" for name in (WRITER, CLIENT) for word, lead in zip(name, "BI", strict=True)
}
HEAD = ("Jombang, 9 Pebruari 2026", "Kepada Yth. Kepala Dinas Koperasi dan Usaha Mikro", "Dengan hormat,")
END: tuple[str | Sequence[Cell], ...] = (
    "Demikian surat ini kami buat.",
    "Hormat kami,",
    "",
    "Satria Nugraha",
)


def _writers(*rows: str | Sequence[Cell]) -> tuple[bool, bool]:
    """Whether the one and the other are proxies in a letter of these rows."""
    tagging = tagged(seen_letter([page([*HEAD, *rows])]).sections, {}, Tagger(_labelling(NAMES)))
    words, proxies = [word.token.text.strip(",.") for word in tagging.words], Proxies(tagging)
    one, other = ([words.index(word) for word in name] for name in (WRITER, CLIENT))
    return proxies.is_one(one), proxies.is_one(other)


@pytest.mark.parametrize(
    "sentence",
    [
        "klien kami, Ibu Siti Aminah, mohon mediasi.",
        "Selaku kuasa dari Ibu Siti Aminah kami mohon mediasi.",
        "Saya Satria Nugraha, swasta, bertindak untuk dan atas nama ibu saya Siti Aminah, mohon mediasi.",
        "Saya menuliskan surat ini untuk tetangga saya yang tidak bisa menulis, Mbok Siti Aminah.",
        "Surat ini saya ketik atas permintaan ibu saya Siti Aminah.",
        "Saya Satria Nugraha diberi kuasa oleh ibu saya Siti Aminah.",
        "Demi kepentingan hukum Nama lengkap : Siti Aminah kami memohon mediasi.",
        "Siti Aminah, petani, menguasakan kepada saya, Satria Nugraha, permohonan ini.",
    ],
)
def test_who_acts_for_one_named_behind_is_his_proxy(sentence: str) -> None:
    assert _writers(sentence, *END) == (True, False)


@pytest.mark.parametrize(
    "sentence",
    [
        "Saya Satria Nugraha, ketua, bertindak untuk dan atas nama Koperasi Siti Aminah, mohon mediasi.",
        "Saya Satria Nugraha mewakili warga yang dipinjami dan ditagih lagi oleh orang yang kemarin "
        "datang ke rumah, yaitu Siti Aminah.",
        "Surat kuasa dari Siti Aminah terlampir.",
        "Saya bertindak untuk diri sendiri dan selaku kuasa dari Siti Aminah.",
    ],
)
def test_an_officer_acts_for_his_koperasi_himself(sentence: str) -> None:
    assert _writers(sentence, *END) == (False, False)


@pytest.mark.parametrize("titles", ["S.H.", "S.H., M.Kn."])
def test_a_lawyer_has_his_title_wherever_it_stands(titles: str) -> None:
    rows = (
        "Ibu Siti Aminah mohon mediasi.",
        "Surat kuasa terlampir.",
        *END[:-1],
        f"Satria Nugraha, {titles}",
    )
    assert _writers(*rows) == (True, False)
    assert _writers(rows[0], *rows[2:]) == (False, False)


@pytest.mark.parametrize(
    "said",
    [
        ("Pemberi kuasa,", "Penerima kuasa,"),
        ("Pemohon,", "Pendamping,"),
        ("Yang memohon,", "Yang menuliskan,"),
        ("Yang dituliskan,", "Penulis,"),
        ("Pemohon,", "Petugas penerima,"),
    ],
)
def test_of_two_columns_the_receiver_of_a_power_of_attorney_or_a_helper_is_a_proxy(
    said: tuple[str, str],
) -> None:
    columns = (
        [(150, said[0]), (800, said[1])],
        "",
        [(150, "Siti Aminah"), (800, "Satria Nugraha")],
    )
    assert _writers("Kami mohon mediasi.", END[0], *columns) == (True, False)
