"""The styles that are a screen before the picture, for many frames at once and on any device.

They are those of `styles.py` (a test holds each to it), where a picture is rendered once and in no hurry: here every frame of a
clip is. Frames are [N,3,H,W] in [0,1], gray [N,1,H,W].
"""
import numpy as np
import torch
import torch.nn.functional as F

import styles


def _luma(x):
    return (x * torch.from_numpy(styles.LUMA).to(x)[:, None, None]).sum(1, keepdim=True)


def _mirrored(x, border: int):
    """The edge is seen twice, as OpenCV's BORDER_REFLECT has it."""
    for axis in (2, 3):
        first, last = x.narrow(axis, 0, border).flip(axis), x.narrow(axis, x.shape[axis] - border, border).flip(axis)
        x = torch.cat([first, x, last], axis)
    return x


def _blur(x, sigma: float):
    half = (int(round(8 * sigma + 1)) | 1) // 2
    at = torch.arange(-half, half + 1, device=x.device, dtype=x.dtype)
    kernel = torch.exp(-at * at / (2 * sigma * sigma))
    kernel = (kernel / kernel.sum()).expand(x.shape[1], 1, -1)
    x = _mirrored(x, half)
    x = F.conv2d(x, kernel[:, :, None], groups=x.shape[1])
    return F.conv2d(x, kernel[..., None], groups=x.shape[1])


def _smoothstep(low: float, high: float, x):
    t = ((x - low) / (high - low)).clamp(0, 1)
    return t * t * (3 - 2 * t)


def _saturate(x, by: float):
    gray = _luma(x)
    return (gray + (x - gray) * by).clamp(0, 1)


def _soft_quant(x, levels: int, sharp: float):
    scaled = x * (levels - 1)
    floor = scaled.floor()
    return (floor + _smoothstep(0.5 - sharp, 0.5 + sharp, scaled - floor)) / (levels - 1)


def _lines(gray, sigma: float, gain: float, threshold: float):
    difference = _blur(gray, sigma * 1.6) - _blur(gray, sigma)
    return 1 - torch.tanh(gain * (difference - threshold).clamp(min=0) * 2).clamp(0, 1)


def _bilateral(x, times: int, colour: float, space: float, radius: int = 3):
    for _ in range(times):
        padded = F.pad(x, (radius,) * 4, mode="reflect")
        total, weights = torch.zeros_like(x), torch.zeros_like(x[:, :1])
        for dy in range(-radius, radius + 1):
            for dx in range(-radius, radius + 1):
                if dy * dy + dx * dx <= radius * radius:
                    there = padded[:, :, radius + dy:, radius + dx:][:, :, : x.shape[2], : x.shape[3]]
                    apart = (there - x).abs().sum(1, keepdim=True)
                    weight = torch.exp(-apart * apart / (2 * colour * colour) - (dy * dy + dx * dx) / (2 * space * space))
                    total, weights = total + weight * there, weights + weight
        x = total / weights
    return x


def _tile(tile: np.ndarray, x):
    """A pattern, from the frames' upper left corner on."""
    return torch.from_numpy(styles._tile(tile, x.shape[2:])).to(x)


def pencil(x):
    gray = (0.5 + (_luma(x) - 0.5) * 1.1).clamp(0, 1)
    dodge = (gray / _blur(gray, 4.0).clamp(min=0.04)).clamp(0, 1) ** 2.2
    tone = _blur(gray, 1.2)
    light = 1 - 0.42 * _smoothstep(0.55, 0.22, tone) * _tile(styles._HATCH1, x)
    dark = 1 - 0.42 * _smoothstep(0.32, 0.06, tone) * _tile(styles._HATCH2, x)
    v = ((0.2 + 0.8 * dodge) * _lines(_blur(gray, 0.4), 0.9, 30, 0.010) * light * dark).clamp(0, 1)
    v = 0.16 + 0.82 * v
    return torch.cat([v, v, v * 0.985], 1)


def comic(x):
    flat = _bilateral(x, 2, 0.14, 4)
    gray = _luma(flat)
    tones = _soft_quant(((gray - 0.04) * 1.12).clamp(0, 1), 4, 0.16)
    c = _saturate((flat * ((tones + 0.06) / (gray + 0.06))).clamp(0, 1), 1.75)
    dots = _smoothstep(0.42, 0.58, _tile(styles._DOTS, x) + (0.36 - gray) * 1.3)
    c = c * (1 - 0.38 * dots * _smoothstep(0.60, 0.42, gray))
    line = _lines(gray, 1.25, 40, 0.012) * (0.25 + 0.75 * _smoothstep(0.03, 0.11, gray))
    return ((c * 1.08 + 0.02).clamp(0, 1) * line).clamp(0, 1)


def pixel(x):
    bright = _saturate((0.5 + (x - 0.5) * 1.18).clamp(0, 1), 1.5)
    block = F.avg_pool2d(bright, 4)
    block = (block + 0.9 * (block - _blur(block, 1.0))).clamp(0, 1)
    block = block.repeat_interleave(4, 2).repeat_interleave(4, 3)
    return _soft_quant((block + 0.11 * _tile(styles._BAYER, x)).clamp(0, 1), 5, 0.14)


SCREENS = {"pencil": pencil, "comic": comic, "pixel": pixel}
