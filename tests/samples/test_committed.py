"""The committed samples: small, complete over kinds and channels, valid against the contract."""

from samples.committed import FOLDER, PICKS
from samples.truth import load_expected

MOST_BYTES = 3 * 1024 * 1024


def test_all_picks_are_there_and_small() -> None:
    assert {path.name.removesuffix(".expected.json") for path in FOLDER.glob("*.expected.json")} == {
        pick.name for pick in PICKS
    }
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < MOST_BYTES


def test_every_kind_and_channel_is_covered() -> None:
    cases = [load_expected(path)[0] for path in FOLDER.glob("*.expected.json")]
    assert {case.channel.value for case in cases} == {
        "loket", "kotak_aduan", "telepon", "whatsapp", "email", "sp4n_lapor", "media_sosial",
    }  # fmt: skip
    kinds = {doc.kind.value for case in cases for doc in case.documents}
    assert kinds >= {"surat_permohonan", "ktp", "identitas_lembaga", "surat_pengaduan"}


def test_files_named_in_the_truth_exist() -> None:
    for path in FOLDER.glob("*.expected.json"):
        folder = path.with_name(path.name.removesuffix(".expected.json"))
        case, _ = load_expected(path)
        for doc in case.documents:
            for ref in doc.pages:
                assert (FOLDER / ref.file).exists() or (folder / ref.file).exists()
