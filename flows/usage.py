"""How `berkas` speaks of its commands' arguments: argparse's own English sentences in Indonesian."""

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, NoReturn

EXIT_USAGE = 2

SENTENCES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"the following arguments are required: (.*)"), r"sebutkan juga: \1"),
    (re.compile(r"unrecognized arguments: (.*)"), r"tidak dikenal: \1"),
    (
        re.compile(r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)"),
        r"\1 tidak mengenal \2; pilih: \3",
    ),
    (re.compile(r"argument (.*?): invalid (\w+) value: (.*)"), r"\1 tidak dapat berisi \3"),
    (re.compile(r"argument (.*?): expected one argument"), r"\1 memerlukan satu isian"),
    (re.compile(r"argument (.*?): expected at least one argument"), r"\1 memerlukan sedikitnya satu isian"),
    (re.compile(r"argument (.*?): not allowed with argument (.*)"), r"\1 tidak dapat dipakai bersama \2"),
    (re.compile(r"one of the arguments (.*) is required"), r"sebutkan salah satu dari: \1"),
)
"""What argparse says (CPython's Lib/argparse.py) -> how we say it."""


class _Formatter(argparse.HelpFormatter):
    """Begins with "Pemakaian:"."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Pemakaian: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Indonesian throughout."""

    def __init__(self, *, add_help: bool = True, **values: Any) -> None:
        parents = values.pop("parents", ())
        super().__init__(add_help=False, formatter_class=_Formatter, **values)
        self._positionals.title, self._optionals.title = "Isian", "Pilihan"
        for parent in parents:  # only now, so that a parent's options join ours under the same heading
            self._add_container_actions(parent)
        if add_help:
            self.add_argument("-h", "--help", action="help", help="menampilkan keterangan ini")

    def error(self, message: str) -> NoReturn:
        """Print what is wrong and how to get help, then exit 2."""
        print(f"{self.prog}: pemakaian salah: {in_indonesian(message)}", file=sys.stderr)
        print(f"Lihat: {self.prog} --help", file=sys.stderr)
        raise SystemExit(EXIT_USAGE)


def in_indonesian(message: str) -> str:
    """argparse's sentence in our words; one that it may learn later stays as it is."""
    for pattern, ours in SENTENCES:
        if pattern.fullmatch(message):
            return pattern.sub(ours, message)
    return message
