"""The order of the files."""

import pytest

LONG = ("slow", "browser")
"""Marks of the files that take longest."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first: no worker is left alone with one of them when all the others are done."""
    long = {item.path for item in items if any(map(item.get_closest_marker, LONG))}
    items.sort(key=lambda item: item.path not in long)
