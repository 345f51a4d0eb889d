"""The stub intake with real page pictures: `python -m tests.faults.stub_pictures DATA [SECONDS]`."""

import sys
from pathlib import Path

import numpy as np

from extractors.files.pages import PageImage
from extractors.files.picture import desk_picture
from extractors.files.reading_children import Wishes
from models import durable
from models.file_reading import FileReading
from tests.flows import stub_intake


class Drawing(stub_intake.StubReader):
    """Writes the picture of each page as the reading children do."""

    def read_file(self, path: Path, name: str | None = None, *, wishes: Wishes | None = None) -> FileReading:
        reading = super().read_file(path, name, wishes=wishes)
        if wishes and wishes.picture:
            noise = np.random.default_rng(0).integers(0, 255, (900, 640, 3), dtype=np.uint8)
            for page in reading.pages:
                drawn = desk_picture(PageImage(path.name, page.number, noise, 150.0), 0)
                durable.write(wishes.picture(page.number), drawn)
        return reading


if __name__ == "__main__":
    stub_intake.StubReader = Drawing  # type: ignore[misc]
    sys.exit(stub_intake.main())
