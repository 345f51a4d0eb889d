"""The one door to LibreOffice: DOCX to PDF, without windows and without a network.

Writer of the office's own Debian prints exactly the DOCX that a person may edit, so both say the same. One
conversion at a time; each in a folder of its own below the data folder (papers carry names).
"""

import shutil
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from models.errors import StorageError

PROGRAM = "soffice"
SECONDS = 90
"""A page takes 1.5 s on two cores, the first one 4 s."""
PROFILE = ".penulis"
"""LibreOffice's own settings, kept below the data folder so that the next start is quick."""
SCRATCH = ".cetak-"

_one_at_a_time = threading.Lock()


def is_available() -> bool:
    """Whether LibreOffice is installed; without it papers are DOCX only."""
    return shutil.which(PROGRAM) is not None


def pdf(docx: bytes) -> bytes:
    """The document as PDF. StorageError, with what to do, when LibreOffice is missing or fails."""
    return pdfs([docx])[0]


def pdfs(documents: Sequence[bytes]) -> list[bytes]:
    """Many at once, in their order: LibreOffice starts once for all."""
    if not is_available():
        raise StorageError("LibreOffice belum terpasang; mintalah admin memasang libreoffice-writer-nogui.")
    root = Path(settings.DATA_FOLDER)
    with _one_at_a_time, tempfile.TemporaryDirectory(dir=root, prefix=SCRATCH) as folder:
        sources = [Path(folder, f"surat-{place}.docx") for place in range(len(documents))]
        for source, document in zip(sources, documents, strict=True):
            source.write_bytes(document)
        _convert(sources, root / PROFILE)
        made = [source.with_suffix(".pdf") for source in sources]
        if not all(path.exists() for path in made):
            raise StorageError("LibreOffice tidak menghasilkan PDF; periksa templat suratnya.")
        return [path.read_bytes() for path in made]


def clear_up() -> None:
    """Removes what a killed conversion left: papers carry names. At the start, when nothing is printed."""
    for folder in Path(settings.DATA_FOLDER).glob(f"{SCRATCH}*"):
        shutil.rmtree(folder, ignore_errors=True)


def _convert(sources: Sequence[Path], profile: Path) -> None:
    command = [
        PROGRAM, f"-env:UserInstallation={profile.resolve().as_uri()}", "--headless", "--norestore",
        "--convert-to", "pdf", "--outdir", str(sources[0].parent), *map(str, sources),
    ]  # fmt: skip
    try:
        subprocess.run(command, capture_output=True, check=True, timeout=SECONDS, cwd=sources[0].parent)
    except subprocess.TimeoutExpired as error:
        raise StorageError("LibreOffice tidak selesai pada waktunya; coba sekali lagi.") from error
    except (OSError, subprocess.CalledProcessError) as error:
        raise StorageError("LibreOffice gagal membuat PDF; coba lagi atau unduh DOCX-nya.") from error
