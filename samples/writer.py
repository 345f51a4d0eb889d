"""Writes sample cases to disk: PDF (scanned or born digital), JPEG, PNG, TIFF, and the truth beside them."""

import io
from pathlib import Path

from PIL import Image

from samples.bundle import FileDraft, SampleCase
from samples.pdf import born_digital, scan_with_text


def write_case(case: SampleCase, out: Path) -> Path:
    """Write the case; returns the path to give to the reader: a file, or a folder of several files."""
    out.mkdir(parents=True, exist_ok=True)
    if len(case.files) == 1:
        target = out / case.files[0].name
        target.write_bytes(encode(case.files[0]))
    else:
        target = out / case.name
        target.mkdir(exist_ok=True)
        for file in case.files:
            (target / file.name).write_bytes(encode(file))
    (out / f"{case.name}.expected.json").write_text(case.expected.to_json() + "\n", encoding="utf-8")
    return target


def encode(file: FileDraft) -> bytes:
    """The bytes of a file by the extension of its name."""
    if file.sheets:
        return born_digital(file.sheets)
    if file.garbage:
        return scan_with_text(file.pages, file.dpi, file.quality, file.garbage)
    images = [Image.fromarray(page) for page in file.pages]
    extension, buffer = file.name.rsplit(".", 1)[-1], io.BytesIO()
    more = images[1:]
    if extension == "pdf":
        images[0].save(
            buffer,
            "PDF",
            save_all=True,
            append_images=more,
            resolution=file.dpi,
            quality=file.quality,
            creationDate=None,
            modDate=None,
            title=None,
        )
    elif extension in ("tif", "tiff"):
        images[0].save(
            buffer,
            "TIFF",
            save_all=True,
            append_images=more,
            compression="jpeg",
            quality=file.quality,
            dpi=(file.dpi, file.dpi),
        )
    elif extension == "png":
        images[0].save(buffer, "PNG", dpi=(file.dpi, file.dpi), compress_level=1)
    else:
        images[0].save(buffer, "JPEG", quality=file.quality, dpi=(file.dpi, file.dpi))
    return buffer.getvalue()
