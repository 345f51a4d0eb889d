"""A consultation material: Markdown with a head of TOML between two lines of `+++` (title, topic, sources).

The packaged ones lie in desk/materi; the office's own are kept in the database, where each change makes a new
version. A material without a legal source is refused: an officer who hands it out must be able to say whence.
"""

import tomllib
from dataclasses import dataclass

from models.errors import UsageError
from models.toml_file import Table
from models.topics import topics

FENCE = "+++"


@dataclass(frozen=True)
class Material:
    """One material. `topic`: code of models/data/topik.toml; `body`: Markdown."""

    slug: str
    title: str
    topic: str
    sources: tuple[str, ...]
    body: str


def read_material(slug: str, text: str) -> Material:
    """The material in a Markdown file. UsageError says what its head lacks."""
    parts = text.replace("\r\n", "\n").split(f"{FENCE}\n", maxsplit=2)
    if len(parts) != 3 or parts[0].strip():
        raise UsageError(f"{slug}: awali berkas dengan kepala TOML di antara dua baris {FENCE}.")
    try:
        table = Table(tomllib.loads(parts[1]), slug)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{slug}: kepala bukan TOML yang benar: {error}.") from error
    material = Material(
        slug, table.text("judul"), table.text("topik"), table.texts("sumber"), parts[2].strip()
    )
    table.finish()
    check_material(material)
    return material


def check_material(material: Material) -> None:
    """UsageError when title, text or legal source is missing, or the topic is not in the one list."""
    if not material.title.strip() or not material.body.strip():
        raise UsageError("Tuliskan judul dan isi materi.")
    if not any(source.strip() for source in material.sources):
        raise UsageError("Sebutkan sedikitnya satu dasar hukum.")
    if material.topic not in {topic.code for topic in topics()}:
        raise UsageError(f"Topik {material.topic} tidak ada dalam daftar topik.")
