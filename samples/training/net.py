"""The recogniser's net: plain convolutions, so that it trains on a CPU in minutes and runs in milliseconds.

Input Nx1x32xW (paper 0, ink 1), output N x W/4 x (1 + alphabet): log-probabilities, blank first. Its view
is about eleven columns (three letters) wide: enough for a broken letter's neighbours, too little for words.
"""

import torch
from torch import Tensor, nn

from extractors.engines.recogniser import ALPHABET, HEIGHT

TRUNK = (32, 64, 96, 128, 160, 192)
"""Channels of the six 3x3 convolutions; height halves at the first, third and fifth, width
at the first and third."""
STRIDES = ((2, 2), (1, 1), (2, 2), (1, 1), (2, 1), (1, 1))
ALONG = 224
"""Channels of the one-dimensional part."""


def _conv(before: int, after: int, stride: tuple[int, int]) -> nn.Sequential:
    layer = nn.Conv2d(before, after, 3, stride, 1, bias=False)
    return nn.Sequential(layer, nn.BatchNorm2d(after), nn.ReLU(inplace=True))


class _Along(nn.Module):  # type: ignore[misc]
    """A step along the line: five columns seen, added to what was there."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, (1, 5), padding=(0, 2), bias=False)
        self.norm = nn.BatchNorm2d(channels)

    def forward(self, x: Tensor) -> Tensor:
        """Nx C x1xT to the same shape."""
        return torch.relu(x + self.norm(self.conv(x)))


class Net(nn.Module):  # type: ignore[misc]
    """About 1.9 million weights as it stands; `trunk` and `strides` of one length, `along`: channels of the
    one-dimensional part, `classes`: scores of a column."""

    def __init__(
        self,
        trunk: tuple[int, ...] = TRUNK,
        strides: tuple[tuple[int, int], ...] = STRIDES,
        along: int = ALONG,
        classes: int = 1 + len(ALPHABET),
    ) -> None:
        super().__init__()
        sizes = zip((1, *trunk), trunk, strides, strict=False)
        self.trunk = nn.Sequential(*(_conv(before, after, stride) for before, after, stride in sizes))
        high = HEIGHT // 8
        self.fold = nn.Sequential(
            nn.Conv2d(trunk[-1], along, (high, 1), bias=False), nn.BatchNorm2d(along), nn.ReLU(inplace=True)
        )
        self.along = nn.Sequential(_Along(along), _Along(along), nn.Dropout(0.1), _Along(along))
        self.head = nn.Conv2d(along, classes, 1)

    def forward(self, x: Tensor) -> Tensor:
        """N x W/4 x classes log-probabilities."""
        logits: Tensor = self.head(self.along(self.fold(self.trunk(x))))
        return torch.log_softmax(logits.float().squeeze(2).transpose(1, 2), dim=-1)
