"""The pretrained transformer (BERT's encoder: twelve layers, width 384) as a torch module.

Texts of different lengths go through together as one row of pieces; only attention parts them. So nothing is
padded.
"""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu

from samples.training.language.pretrained import Floats, Pretrained

DROPOUT = 0.1
"""Share of what a layer adds that is left out while it is fitted. (Of attention nothing: to draw those would
take a quarter of the time.)"""


class Layer(nn.Module):  # type: ignore[misc]
    """Attention and an inner layer, each added to what went in, then normed."""

    def __init__(self, width: int, heads: int, inner: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (nn.Linear(width, width) for _ in range(4))
        self.fi, self.fo = nn.Linear(width, inner), nn.Linear(inner, width)
        self.aln, self.oln = (nn.LayerNorm(width, eps=epsilon) for _ in range(2))
        self.out = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, sizes: Sequence[int]) -> Tensor:
        """`x`: shape (pieces of all texts, width); `sizes`: pieces of each text."""
        x = self.aln(x + self.out(self.ao(self._mixed(x, list(sizes)))))
        out: Tensor = self.oln(x + self.out(self.fo(gelu(self.fi(x)))))
        return out

    def _mixed(self, x: Tensor, sizes: list[int]) -> Tensor:
        """What each piece takes from the others of its text. (Torch's own attention is slower backwards.)"""
        each = x.shape[1] // self.heads
        asks, keys, values = (
            part(x).view(-1, self.heads, each).transpose(0, 1).split(sizes, dim=1)
            for part in (self.q, self.k, self.v)
        )
        mixed = []
        for ask, key, value in zip(asks, keys, values, strict=True):
            likeness = (ask * each**-0.5) @ key.transpose(1, 2)
            shares = torch.softmax(likeness, dim=-1, dtype=likeness.dtype)
            mixed.append((shares @ value).transpose(0, 1).reshape(-1, x.shape[1]))
        return torch.cat(mixed)


class Encoder(nn.Module):  # type: ignore[misc]
    """Ids of pieces in, the states of all layers out."""

    def __init__(self, known: Pretrained, layers: int) -> None:
        super().__init__()
        self.word = nn.Embedding(len(known.pieces), known.width)
        self.pos = nn.Embedding(known.positions, known.width)
        self.norm = nn.LayerNorm(known.width, eps=known.epsilon)
        self.layers = nn.ModuleList(
            Layer(known.width, known.heads, known.inner, known.epsilon) for _ in range(layers)
        )

    def forward(self, ids: Tensor, layers: int) -> list[Tensor]:
        """States after the embedding and after each of so many layers, each of shape (pieces, width). `ids`:
        one text."""
        states = [self.norm(self.word(ids) + self.pos(torch.arange(len(ids))))]
        for layer in self.layers[:layers]:
            states.append(layer(states[-1], [len(ids)]))
        return states


def pretrained_encoder(known: Pretrained, layers: int) -> Encoder:
    """The first so many layers with their weights; the type's embedding is put into the places'."""
    encoder = Encoder(known, layers)
    own = dict(encoder.named_parameters())
    tensors = known.tensors
    with torch.no_grad():
        _fill(own["word.weight"], tensors["emb.word"][: len(known.pieces) * known.width])
        _fill(own["pos.weight"], tensors["emb.pos"])
        own["pos.weight"] += torch.from_numpy(tensors["emb.type"][: known.width])
        _fill(own["norm.weight"], tensors["emb.ln.w"])
        _fill(own["norm.bias"], tensors["emb.ln.b"])
        for at in range(layers):
            for part in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
                _fill(own[f"layers.{at}.{part}.weight"], tensors[f"l{at}.{part}.w"])
                _fill(own[f"layers.{at}.{part}.bias"], tensors[f"l{at}.{part}.b"])
    encoder.eval()
    return encoder


def _fill(parameter: nn.Parameter, values: Floats) -> None:
    parameter.copy_(torch.from_numpy(values).view(parameter.shape))
