"""The one state machine of the procedure: which moves a stage offers, what they lack, and making one.

A case's state is its stage; what is on record of it (facts) and who acts decide which moves are open. Nothing
else moves a case, and a move that is not open raises UsageError and changes nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass

from models.errors import UsageError
from models.procedure.stages import FACT_WORDS, Fact, Move, Procedure, Stage


@dataclass(frozen=True)
class Option:
    """A move of the stage as it stands: what it still lacks, and whether this person's role may make it."""

    move: Move
    missing: tuple[Fact, ...]
    is_actor: bool

    @property
    def is_open(self) -> bool:
        """It can be made now (a reason may still be asked for)."""
        return self.is_actor and not self.missing

    @property
    def missing_words(self) -> list[str]:
        """What is still to be recorded, in the words of the screen."""
        return [FACT_WORDS[fact] for fact in self.missing]


def options(stage: Stage, facts: Collection[Fact], roles: Collection[str]) -> tuple[Option, ...]:
    """Every move of the stage, in the order of the file."""
    is_actor = bool(set(roles) & set(stage.actors))
    return tuple(
        Option(move, tuple(fact for fact in move.needs if fact not in facts), is_actor)
        for move in stage.moves
    )


def moved(
    procedure: Procedure,
    stage_id: str,
    action: str,
    *,
    facts: Collection[Fact],
    roles: Collection[str],
    reason: str = "",
) -> Stage:
    """The stage after `action`. UsageError, in Indonesian, when the rules do not allow it now."""
    stage = procedure.stage(stage_id)
    if stage is None:
        raise UsageError(f"Tahap {stage_id} tidak ada pada prosedur layanan ini.")
    option = next((item for item in options(stage, facts, roles) if item.move.action == action), None)
    if option is None:
        raise UsageError(f"Dari tahap {stage.name} tidak ada langkah {action}.")
    if not option.is_actor:
        raise UsageError(f"Tahap {stage.name} dikerjakan oleh {', '.join(stage.actors).replace('_', ' ')}.")
    if option.missing:
        raise UsageError(f"Belum dapat: {'; '.join(option.missing_words)}.")
    if option.move.needs_reason and not reason.strip():
        raise UsageError("Tuliskan alasannya.")
    target = procedure.stage(option.move.target)
    assert target, "read_procedure lets no move lead nowhere"
    return target
