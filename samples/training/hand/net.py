"""The handwriting recogniser's net: convolutions, then a recurrent layer both ways along the line, CTC.

Input Nx1x40xW (paper 0, ink 1), output N x W/4 x (1 + alphabet): log-probabilities, blank first.
"""

import torch
from torch import Tensor, nn

from extractors.engines.char_model import ALPHABET
from extractors.engines.handwriting import HEIGHT

TRUNK = (32, 64, 96, 128, 160, 192)
"""Channels of the six 3x3 convolutions; width is a quarter after the second, which halves the work."""
STRIDES = ((2, 2), (2, 2), (1, 1), (2, 1), (1, 1), (1, 1))
FOLDED = 224
"""Channels once the height is folded away."""
RECURRENT = 192
"""Cells each way in each of LAYERS."""
LAYERS = 1
DROPPED = 0.15


def _conv(before: int, after: int, stride: tuple[int, int]) -> nn.Sequential:
    layer = nn.Conv2d(before, after, 3, stride, 1, bias=False)
    return nn.Sequential(layer, nn.BatchNorm2d(after), nn.ReLU(inplace=True))


class Net(nn.Module):  # type: ignore[misc]
    """About 1.8 million weights."""

    def __init__(self) -> None:
        super().__init__()
        sizes = zip((1, *TRUNK), TRUNK, STRIDES, strict=False)
        self.trunk = nn.Sequential(*(_conv(before, after, stride) for before, after, stride in sizes))
        self.fold = nn.Sequential(
            nn.Conv2d(TRUNK[-1], FOLDED, (HEIGHT // 8, 1), bias=False),
            nn.BatchNorm2d(FOLDED),
            nn.ReLU(inplace=True),
        )
        self.drop = nn.Dropout(DROPPED)
        self.along = nn.LSTM(
            FOLDED, RECURRENT, LAYERS, bidirectional=True, dropout=DROPPED if LAYERS > 1 else 0.0
        )
        self.head = nn.Linear(2 * RECURRENT, 1 + len(ALPHABET))

    def forward(self, x: Tensor) -> Tensor:
        """N x W/4 x classes log-probabilities."""
        columns = self.fold(self.trunk(x)).squeeze(2).permute(2, 0, 1)
        read, _ = self.along(self.drop(columns))
        logits: Tensor = self.head(self.drop(read))
        return torch.log_softmax(logits.float(), dim=-1).transpose(0, 1)
