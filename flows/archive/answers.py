"""What people answered about an archive's letters, taken into the job."""

from collections.abc import Mapping, Sequence

from flows.archive.plan import RESULTS, Plan, SourceFile, done_ids
from flows.archive.record import FileResult, from_json
from flows.archive.storage import Storage
from models import archive_answers
from models.archive import ANSWERS
from models.archive_answers import Answer


def stored_answers(target: Storage) -> list[Answer]:
    """All answers so far, in order."""
    return archive_answers.parse(target.read(ANSWERS)) if target.exists(ANSWERS) else []


def decided_starts(target: Storage) -> dict[str, dict[int, bool]]:
    """File -> page -> whether a letter begins there."""
    return archive_answers.starts_of(stored_answers(target))


def to_divide_again(plan: Plan, target: Storage) -> tuple[SourceFile, ...]:
    """Files that are done and that a person divided otherwise since."""
    decided = decided_starts(target)
    if not decided:
        return ()
    done = done_ids(target)
    files = [file for file in plan.files if file.id in decided and file.id in done]
    return tuple(file for file in files if differs(_result(target, file), decided[file.id]))


def differs(result: FileResult, decided: Mapping[int, bool]) -> bool:
    """Whether the file's letters begin elsewhere than decided, or a decided page is still a question."""
    begins = {letter.pages[0] for letter in result.letters}
    asked = {page for letter in result.letters for page in letter.proposals}
    pages = {page for letter in result.letters for page in letter.pages}
    first = min(pages, default=0)
    return any(
        page in asked or (page in begins) != decision
        for page, decision in decided.items()
        if page in pages and page != first
    )


def reopen(target: Storage, files: Sequence[SourceFile]) -> None:
    """Take back the letters and the results of these files; the result last, so that it can be done again."""
    for file in files:
        for letter in _result(target, file).letters:
            for name in filter(None, (letter.pdf, letter.json)):
                target.remove(name)
        target.remove(f"{RESULTS}/{file.id}.json")


def _result(target: Storage, file: SourceFile) -> FileResult:
    return from_json(target.read(f"{RESULTS}/{file.id}.json"))
