"""What a field's value becomes when the line that it was read from is put right.

Only where the line's own words are found in the value (or the value's in the line) something is said; what a
reader made of other words stays for a person.
"""

from difflib import SequenceMatcher

from desk import typed
from models.errors import UsageError
from models.field_spec import FieldType, is_of

LEAST_COMMON = 12
"""Characters of a line that a longer value must share with it, up to one of the line's ends."""
STOPS = " .,;:"


def corrected(name: str, value: object, raw: str | None, read: str, text: str) -> str | None:
    """The field's value as its input takes it, when `text` stands where `read` was read; None when the line
    does not say. `value`: the value so far; `raw`: the words it was made of."""
    if is_of(name, FieldType.CHOICE) or not isinstance(value, str):
        return None
    part = _within_line(raw if raw and _stands(raw, read) else value, read, text)
    if part is None:
        part = _within_value(value, read, text)
    if not part:
        return None
    try:
        made = typed.read_value(name, _as_before(part, value, raw))
    except UsageError:
        return None
    return made if isinstance(made, str) else None


def _stands(raw: str, read: str) -> bool:
    """Whether the line has these words; of handwriting it has them as the language put them right."""
    return " ".join(raw.split()).casefold() in read.casefold()


def _within_line(raw: str, read: str, text: str) -> str | None:
    """The words of the new line that stand where the old one has the field's."""
    raw = " ".join(raw.split())
    start = read.casefold().find(raw.casefold()) if raw else -1
    if start < 0 or len(raw.casefold()) != len(raw) or len(read.casefold()) != len(read):
        return None
    found = mapped(read, text, start, start + len(raw))
    return found if raw[-1:] in STOPS else found.rstrip(STOPS)


def _within_value(value: str, read: str, text: str) -> str | None:
    """The longer value with the line's share of it put right."""
    low, line = value.casefold(), read.casefold()
    if len(low) != len(value) or len(line) != len(read):
        return None
    block = SequenceMatcher(None, line, low, autojunk=False).find_longest_match()
    reaches_end = block.a == 0 or block.a + block.size == len(line)
    if block.size < min(LEAST_COMMON, len(line)) or not reaches_end:
        return None
    found = mapped(read, text, block.a, block.a + block.size)
    if not found:
        return None
    return value[: block.b] + found + value[block.b + block.size :]


def mapped(read: str, text: str, start: int, end: int) -> str:
    """What stands in `text` where `read` has its characters start..end; whole words where those were. Empty
    where a word came in beside them in the middle of the line: it may belong to them or not."""
    steps = SequenceMatcher(None, read, text, autojunk=False).get_opcodes()
    beside = {place for edge in (start, end) if 0 < edge < len(read) for place in (edge - 1, edge, edge + 1)}
    if any(kind == "insert" and at in beside and " " in text[to:to_end] for kind, at, _, to, to_end in steps):
        return ""
    spans = [
        (to + max(0, start - at) * (kind == "equal"), to_end - max(0, at_end - end) * (kind == "equal"))
        for kind, at, at_end, to, to_end in steps
        if (at < end and at_end > start) or (at == at_end and start < at < end)
    ]
    if not spans:
        return ""
    low, high = min(first for first, _ in spans), max(last for _, last in spans)
    if start == 0 or read[start - 1] == " ":
        low = text.rfind(" ", 0, low) + 1 if start else 0
    if end == len(read) or read[end] == " ":
        high = text.find(" ", high) if " " in text[high:] and end < len(read) else len(text)
    return text[low:high].strip()


def _as_before(part: str, value: str, raw: str | None) -> str:
    """In capitals, or as figures alone, where the value was so and its words were not."""
    if value.isdigit() and not (raw or value).isdigit():
        return "".join(char for char in part if char.isdigit())
    return part.upper() if value.isupper() and raw and not raw.isupper() else part
