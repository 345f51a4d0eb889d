"""What a program at work reads anew."""

import os
from pathlib import Path

from models.fresh import stamp


def test_a_stamp_changes_with_a_file_in_a_folder_and_with_one_beside_it(tmp_path: Path) -> None:
    folder, beside = tmp_path / "layanan", tmp_path / "kantor.toml"
    seen = [stamp(folder, beside)]
    folder.mkdir()
    (folder / "a.toml").write_text("x")
    seen.append(stamp(folder, beside))
    os.utime(folder / "a.toml", ns=(1, 1))
    seen.append(stamp(folder, beside))
    beside.write_text("y")
    seen.append(stamp(folder, beside))
    (folder / "a.toml").unlink()
    seen.append(stamp(folder, beside))
    assert len(set(seen)) == len(seen)
    assert stamp(folder, beside) == seen[-1]
