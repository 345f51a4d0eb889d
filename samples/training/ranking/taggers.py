"""The taggers of a fit: for each fold one that knows the other folds' voices only, and one of all voices.

Each is three files (random field, net, language model); what is there already is not fitted again.
"""

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from extractors.ranking import language, span_tagger
from extractors.ranking.language import load_language
from extractors.ranking.linear_chain import load_chain, write_chain
from extractors.ranking.span_tagger import Tagger
from extractors.ranking.word_net import load_net, write_net
from samples.training.language.reader import Lower
from samples.training.ranking.material import Example
from samples.training.ranking.net import fit_net
from samples.training.ranking.tagger import fit_tagger


@dataclass(frozen=True)
class Files:
    """Where a tagger lies."""

    field: Path
    net: Path
    model: Path

    def tagger(self) -> Tagger:
        """Read it."""
        known = load_language(self.model, language.PIECES_FILE)
        return Tagger(load_chain(self.field), load_net(self.net), known)

    def ship(self) -> None:
        """Make it the package's."""
        places = (span_tagger.MODEL_FILE, span_tagger.NET_FILE, language.MODEL_FILE)
        for own, place in zip((self.field, self.net, self.model), places, strict=True):
            if own != place:
                shutil.copyfile(own, place)


@dataclass(frozen=True)
class Taggers:
    """`folds`: the fold of each voice; `folder`: where they are kept."""

    material: Sequence[Example]
    folds: Mapping[str, int]
    folder: Path

    @cached_property
    def _lower(self) -> Lower:
        return Lower()

    def without(self, fold: int) -> Files:
        """The tagger that knows nothing of this fold's voices; of a fold that there is not, that of all."""
        known = [one for one in self.material if self.folds[one.voice] != fold]
        told = " ".join(f"{one.id} {len(one.told)}" for one in known)
        digest = hashlib.sha256(told.encode()).hexdigest()[:16]
        files = Files(*(self.folder / f"{digest}.{ending}" for ending in ("npz", "net.npz", "onnx")))
        if not files.field.is_file():
            write_chain(fit_tagger(known), files.field)
        if not files.model.is_file():
            net, upper = fit_net(known, load_chain(files.field).labels, self._lower)
            write_net(net, files.net)
            self._lower.write(upper, files.model)
        return files
