"""Lines of text gathered to batches for a recogniser."""

from collections.abc import Sequence


def by_width(widths: Sequence[int], most: int) -> list[list[int]]:
    """Indices grouped so that lines of like width are computed together.

    `most`: the count of a group times its widest line stays within this, one line aside.
    """
    groups: list[list[int]] = []
    for index in sorted(range(len(widths)), key=lambda i: widths[i]):
        if groups and (len(groups[-1]) + 1) * widths[index] <= most:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups
