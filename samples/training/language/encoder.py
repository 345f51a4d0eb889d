"""The pretrained transformer (BERT's encoder: twelve layers, width 384) as a torch module."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu, scaled_dot_product_attention

from samples.training.language.pretrained import Floats, Pretrained


class Layer(nn.Module):  # type: ignore[misc]
    """Attention and an inner layer, each added to what went in, then normed."""

    def __init__(self, width: int, heads: int, inner: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (nn.Linear(width, width) for _ in range(4))
        self.fi, self.fo = nn.Linear(width, inner), nn.Linear(inner, width)
        self.aln, self.oln = (nn.LayerNorm(width, eps=epsilon) for _ in range(2))

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """`x`: shape (texts, pieces, width); `mask`: added to the scores, shape (texts, 1, 1, pieces)."""
        shape = (*x.shape[:2], self.heads, x.shape[2] // self.heads)
        q, k, v = (part(x).view(shape).transpose(1, 2) for part in (self.q, self.k, self.v))
        mixed = scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.aln(x + self.ao(mixed.transpose(1, 2).reshape(x.shape)))
        out: Tensor = self.oln(x + self.fo(gelu(self.fi(x))))
        return out


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

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> list[Tensor]:
        """States after the embedding and after each layer, each of shape (texts, pieces, width)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        states = [self.norm(self.word(ids) + self.pos(places))]
        for layer in self.layers:
            states.append(layer(states[-1], mask))
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
    return encoder


def _fill(parameter: nn.Parameter, values: Floats) -> None:
    parameter.copy_(torch.from_numpy(values).view(parameter.shape))


def mean_state(encoder: Encoder, ids: Sequence[int]) -> Tensor:
    """The mean of a text's last states, of length 1: what the model's makers compare texts by."""
    with torch.no_grad():
        mean = encoder(torch.tensor([list(ids)]))[-1][0].mean(dim=0)
    length: Tensor = mean / mean.norm()
    return length
