"""Clips to train on: pictures and their renderings under one moving camera, so that a style moves with the scene.

A rendering (`styles.py`) is made once of a whole picture; camera paths then cut both, picture and rendering, at the same places.
So brush strokes and edges stay where the scene is, and a target does not flicker. Styles that are a screen before the picture
(`screens.py`) are rendered frame by frame, and the screen stands still: no stream can tell for ever where on the scene a pattern
has begun. Half of the clips have something in front that moves its own way. All but those on the device where the pictures are,
seeded.
"""
import json
import os

import numpy as np
import torch
import torch.nn.functional as F

from screens import SCREENS


class Pictures:
    """images.npy of `data.py`: [N,1+styles,S,S,3], the photo first. In the device's memory if it is a GPU, else mapped."""

    def __init__(self, folder: str, device: torch.device, held_out: int):
        mapped = np.load(os.path.join(folder, "images.npy"), mmap_mode="r" if device.type == "cpu" else None)
        with open(os.path.join(folder, "meta.json")) as file:
            self.names = json.load(file)["names"]
        self.images = torch.from_numpy(mapped).to(device) if device.type != "cpu" else mapped
        self.device, self.size, self.styles = device, mapped.shape[2], mapped.shape[1]
        self.train, self.held_out = range(len(mapped) - held_out), range(len(mapped) - held_out, len(mapped))

    def __call__(self, which: np.ndarray, style: np.ndarray) -> torch.Tensor:
        """[B,3,S,S] in [-1,1]."""
        if isinstance(self.images, np.ndarray):
            x = torch.from_numpy(np.stack([self.images[i, k] for i, k in zip(which, style)]))
        else:
            x = self.images[torch.from_numpy(which).to(self.device), torch.from_numpy(style).to(self.device)]
        return x.permute(0, 3, 1, 2).float() / 127.5 - 1


def paths(rng: np.random.Generator, count: int, frames: int, jump_at: int = 0) -> np.ndarray:
    """Cameras [B,T,4]: place x, y in pixels from a picture's middle, zoom (natural logarithm), angle.

    jump_at: the frame from which on, in half of the clips, the camera is elsewhere."""
    time = np.arange(frames)[None, :, None]
    speed = np.exp(rng.uniform(np.log(0.05), np.log(4.0), (count, 1, 1))) * (rng.random((count, 1, 1)) > 0.15)
    way = rng.uniform(0, 2 * np.pi, (count, 1, 1))
    velocity = speed * np.concatenate([np.cos(way), np.sin(way)], 2)
    sway = sum(rng.uniform(0, 3, (count, 1, 2)) * np.sin(time * rng.uniform(0.05, 0.5, (count, 1, 2)) + rng.uniform(0, 6, (count, 1, 2)))
               for _ in range(2)) * (rng.random((count, 1, 1)) < 0.4)
    shake = rng.normal(0, 0.4, (count, frames, 2)) * (rng.random((count, 1, 1)) < 0.25)
    place = rng.uniform(-50, 50, (count, 1, 2)) + velocity * time + sway + shake
    if jump_at:
        place[:, jump_at:] += rng.uniform(-90, 90, (count, 1, 2)) * (rng.random((count, 1, 1)) < 0.5)
    zoom = rng.uniform(-0.16, 0.14, (count, 1, 1)) + rng.normal(0, 0.002, (count, 1, 1)) * time
    angle = (rng.normal(0, 0.05, (count, 1, 1)) + rng.normal(0, 0.0025, (count, 1, 1)) * time) * (rng.random((count, 1, 1)) < 0.5)
    return np.concatenate([place, zoom, angle], 2).astype(np.float32)


def matrices(camera: torch.Tensor) -> torch.Tensor:
    """[B,T,3,3]: from a frame's pixels, counted from its middle, to a picture's."""
    cos, sin = camera[..., 3].cos() * camera[..., 2].exp(), camera[..., 3].sin() * camera[..., 2].exp()
    zero, one = torch.zeros_like(cos), torch.ones_like(cos)
    return torch.stack([cos, -sin, camera[..., 0], sin, cos, camera[..., 1], zero, zero, one], -1).unflatten(-1, (3, 3))


def points(height: int, width: int, device) -> torch.Tensor:
    """[H*W,3]: a frame's pixels from its middle."""
    y, x = torch.meshgrid(torch.arange(height, device=device) - (height - 1) / 2, torch.arange(width, device=device) - (width - 1) / 2,
                          indexing="ij")
    return torch.stack([x, y, torch.ones_like(x)], -1).reshape(-1, 3).float()


def film(picture: torch.Tensor, camera: torch.Tensor, height: int, width: int, mode="bicubic") -> torch.Tensor:
    """A picture [B,C,S,S] as cameras [B,T,4] see it: [B,C,T,H,W]. Beyond its edges the scene is its mirror image, without a seam."""
    b, t = camera.shape[:2]
    at = (points(height, width, camera.device) @ matrices(camera).transpose(2, 3))[..., :2]
    grid = (at * 2 / picture.shape[-1]).reshape(b, t * height, width, 2)
    return F.grid_sample(picture, grid, mode, "reflection", align_corners=False).unflatten(2, (t, height))


def blob(rng: np.random.Generator, count: int, size: int, device) -> torch.Tensor:
    """Soft shapes [B,1,S,S] with 0 around."""
    y, x = torch.meshgrid(*[torch.linspace(-1, 1, size, device=device)] * 2, indexing="ij")
    number = lambda low, high: torch.from_numpy(rng.uniform(low, high, (count, 1, 1))).float().to(device)
    angle, lobes = torch.atan2(y, x), number(2, 6).floor()
    radius = torch.hypot(x / number(0.5, 1.2), y / number(0.5, 1.2)) * (1 + number(0, 0.25) * (lobes * angle + number(0, 6)).sin())
    return torch.sigmoid((number(0.2, 0.55) - radius) * size / 6)[:, None]


class Clips:
    """Batches of clips, source and styled."""

    def __init__(self, pictures: Pictures, seed: int):
        self.pictures, self.rng = pictures, np.random.default_rng(seed)
        self.noise = torch.Generator(pictures.device).manual_seed(seed)

    def styles(self, count: int) -> np.ndarray:
        """Every style about as often as the others."""
        n = self.pictures.styles
        return self.rng.permutation(np.arange(count) + self.rng.integers(n)) % n

    def batch(self, style: np.ndarray, frames: int, height: int, width: int, then: np.ndarray | None = None, then_at: int = 0,
              jump_at: int = 0, front: float = 0.5, which: np.ndarray | None = None):
        """Source and target [B,3,T,H,W], and the cameras. then: the style from frame then_at on."""
        rng, count, device = self.rng, len(style), self.pictures.device
        pick = lambda: rng.integers(0, len(self.pictures.train), count)
        layers = [(pick() if which is None else which, paths(rng, count, frames, jump_at), None)]
        if front:
            layers.append((pick(), paths(rng, count, frames), blob(rng, count, self.pictures.size, device)))
        with_front = torch.from_numpy(rng.random((count, 1, 1, 1, 1)) < front).float().to(device)
        photo = np.zeros_like(style)

        def render(k):
            out = None
            for i, camera, mask in layers:
                at = torch.from_numpy(camera).to(device)
                seen = film(self.pictures(i, k), at, height, width)
                if mask is not None:
                    alpha = film(mask, at, height, width, "bilinear") * with_front
                    seen = out + (seen - out) * alpha
                out = seen
            return out.clamp(-1, 1)

        source, target = render(photo), render(style)
        self._screen(source, target, style)
        if then is not None:
            later = render(then)
            self._screen(source, later, then)
            target[:, :, then_at:] = later[:, :, then_at:]
        return source, target, torch.from_numpy(layers[0][1]).to(device)

    def _screen(self, source: torch.Tensor, target: torch.Tensor, style: np.ndarray) -> None:
        for name, screen in SCREENS.items():
            clips = [clip for clip, k in enumerate(style) if self.pictures.names[k] == name]
            if clips:
                frames = (source[clips].transpose(1, 2).flatten(0, 1) + 1) / 2
                painted = screen(frames).unflatten(0, (len(clips), -1)).transpose(1, 2)
                target[clips] = painted.clamp(0, 1) * 2 - 1

    def noisy(self, source: torch.Tensor, share: float = 0.4, most: float = 0.06) -> torch.Tensor:
        """With a sensor's noise on a share of the clips."""
        draw = lambda *shape: torch.rand(*shape, device=source.device, generator=self.noise)
        b = len(source)
        level = most * draw(b, 1, 1, 1, 1) * (draw(b, 1, 1, 1, 1) < share)
        return (source + level * torch.randn(source.shape, device=source.device, generator=self.noise)).clamp(-1, 1)


def places_before(camera: torch.Tensor, height: int, width: int) -> torch.Tensor:
    """[B,T-1,H*W,2]: where in the frame before each pixel of a frame was, from the frame's middle (x, y); cameras [B,T,4]."""
    m = matrices(camera)
    return (points(height, width, camera.device) @ torch.linalg.solve(m[:, :-1], m[:, 1:]).transpose(2, 3))[..., :2]


def warp_error(video: torch.Tensor, camera: torch.Tensor) -> torch.Tensor:
    """Mean difference, in [0,255], of frames to the frame before as the camera's motion would have it: what flickers.

    video [B,3,T,H,W] in [-1,1], without anything in front; camera [B,T,4]. Only what both frames show counts."""
    b, _, t, h, w = video.shape
    grid = (places_before(camera, h, w) * 2 / torch.tensor([w, h], device=video.device)).reshape(b * (t - 1), h, w, 2)
    before = video[:, :, :-1].transpose(1, 2).flatten(0, 1)
    moved = F.grid_sample(before, grid, "bicubic", "border", align_corners=False)
    inside = (grid.abs() < 1 - 4 / max(h, w)).all(-1)[:, None].float()
    difference = (video[:, :, 1:].transpose(1, 2).flatten(0, 1) - moved).abs() * inside
    return difference.sum() / (3 * inside.sum()) * 127.5
