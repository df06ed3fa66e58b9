"""Noise levels and times of the flow-matching schedule, and the noise that motion leaves."""
import math

import torch

SHIFT, TRAIN_STEPS = 8.0, 1000
STEPS = (700, 500, 400, 200)  # of one to four steps; motion replaces the first


def sigmas() -> torch.Tensor:
    """The noise level of each of the schedule's thousand entries, in double precision."""
    u = 1 - torch.arange(TRAIN_STEPS, dtype=torch.float64) / TRAIN_STEPS
    return SHIFT * u / (1 + (SHIFT - 1) * u)


def sigma(t: torch.Tensor) -> torch.Tensor:
    """The level of the entry that is nearest to a time."""
    table = sigmas().to(t.device, torch.float32)
    nearest = (table * TRAIN_STEPS - t.float().unsqueeze(-1)).abs().argmin(-1)
    return table[nearest]


def add_noise(x0: torch.Tensor, noise: torch.Tensor, level) -> torch.Tensor:
    return (1 - level) * x0 + level * noise


class MotionNoise:
    """How much noise a chunk gets: less where there is motion (frames in [-1,1], any layout)."""

    def __init__(self, initial: float):
        self.initial = self.scale = initial

    def next(self, last, frames) -> tuple[float, int]:
        """The noise scale of a chunk, and the time that its first step is told."""
        most = 0.0
        for frame in frames:
            most = max(most, math.sqrt(float(((frame - last) ** 2).mean())))
            last = frame
        motion = min(max(most / 0.2, 0.0), 1.0)
        self.scale = (self.initial - 0.1 * motion) * 0.9 + self.scale * 0.1
        return self.scale, int(1000 * self.scale) - 100
