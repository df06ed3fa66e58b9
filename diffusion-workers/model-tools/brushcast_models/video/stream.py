"""A stream through a video model, chunk by chunk, as the engine runs it: all steps of a chunk share one window (no batching)."""
import json
import os
from dataclasses import dataclass

import numpy as np
import torch

from . import graph_file
from .flow import STEPS, MotionNoise, add_noise, sigma
from .window import Positions, Slots


class TorchNetworks:
    """The networks as they are in PyTorch."""

    def __init__(self, autoencoder, transformer):
        self.autoencoder, self.transformer = autoencoder, transformer
        self.layers = transformer.config.layers

    def encode(self, frames, caches):
        return self.autoencoder.encode(frames, caches)

    def decode(self, latent, caches):
        return self.autoencoder.decode(latent, caches)

    def keys(self, states):
        return self.transformer.text(states)

    def flow(self, *inputs):
        return self.transformer.flow(*inputs)


class OnnxNetworks:
    """A model folder on ONNX Runtime."""

    def __init__(self, folder: str, threads: int = 0):
        names = ["transformer/step", "transformer/text_kv"]
        names += [f"vae_{half}/{part}" for half in ("encoder", "decoder") for part in ("first", "step")]
        self.sessions = {name: graph_file.session(os.path.join(folder, name + ".onnx"), threads) for name in names}
        with open(os.path.join(folder, "transformer/config.json")) as file:
            self.config = json.load(file)
        self.layers = self.config["num_layers"]
        with open(os.path.join(folder, "scheduler/scheduler_config.json")) as file:
            self.run_config = json.load(file)

    def _run(self, name, *inputs):
        session = self.sessions[name]
        feed = {port.name: np.ascontiguousarray(x.numpy()) for port, x in zip(session.get_inputs(), inputs, strict=True)}
        return [torch.from_numpy(x) for x in session.run(None, feed)]

    def _half(self, half, x, caches):
        out = self._run(f"vae_{half}/" + ("step" if caches else "first"), x, *(caches or []))
        return out[0], out[1:]

    def encode(self, frames, caches):
        return self._half("encoder", frames, caches)

    def decode(self, latent, caches):
        return self._half("decoder", latent, caches)

    def keys(self, states):
        out = self._run("transformer/text_kv", states)
        return list(zip(out[::2], out[1::2]))

    def flow(self, latent, timestep, start, mask, cross, past):
        flat = [x for pair in [*cross, *past] for x in pair]
        out = self._run("transformer/step", latent, timestep, start, mask, *flat)
        return out[0], list(zip(out[1::2], out[2::2]))


@dataclass
class Settings:
    steps: int = 1
    noise_scale: float = 0.7
    window: int = 6
    sinks: int = 3
    t_refresh: int = 50
    seed: int = 0
    look_back: bool = True  # false: every chunk by itself, to see what the window is good for


class Window:
    """Keys and values of the slots, for every layer, and what the next chunk sees of them."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self.slots, self.positions = Slots(settings.window, settings.sinks), Positions(settings.window, settings.t_refresh)
        self.kept = None

    def begin(self, frames: int):
        visible, self.written = self.slots.take(frames)
        self.visible = visible if self.settings.look_back else [False] * self.settings.window
        self.start = self.positions.take(frames)

    def past(self, new):
        """What there is to look back on; of the shapes of what a pass leaves."""
        if self.kept is None:
            self.kept = new(self.settings.window)
        return self.kept

    def write(self, new, tokens: int):
        for (keys, values), (k, v) in zip(self.kept, new):
            for i, slot in enumerate(self.written):
                keys[:, slot * tokens : (slot + 1) * tokens] = k[:, i * tokens : (i + 1) * tokens]
                values[:, slot * tokens : (slot + 1) * tokens] = v[:, i * tokens : (i + 1) * tokens]


class Stream:
    """Frames in, frames out: first five, then four at a time, as [3,T,H,W] in [-1,1]."""

    def __init__(self, networks, states, settings: Settings = Settings()):
        self.networks, self.settings = networks, settings
        self.cross = networks.keys(states)
        self.window, self.motion = Window(settings), MotionNoise(settings.noise_scale)
        self.random = torch.Generator().manual_seed(settings.seed)
        self.encoding = self.decoding = self.last = None

    def tell(self, name: str, value) -> None:
        """Is told what happens on the way, for those who look into it."""

    def _noise(self, like):
        return torch.randn(like.shape, generator=self.random).to(like.device)

    def _coded(self, code, caches, pieces):
        out = []
        for piece in pieces:
            result, caches = code(piece, caches)
            out.append(result)
        return torch.cat(out, 2), caches

    @torch.no_grad()
    def next(self, frames: torch.Tensor) -> torch.Tensor:
        begins = self.last is None
        scale, time = self.settings.noise_scale, STEPS[0]
        if not begins:
            scale, time = self.motion.next(self.last, list(frames.unbind(1)))
        self.last = frames[:, -1]
        cuts = [1, 4] if begins else [4]
        mu, self.encoding = self._coded(self.networks.encode, self.encoding, frames[None].split(cuts, 2))
        self.tell("mu", mu)
        self.tell("level", (scale, time))
        x0 = self._denoised(scale * self._noise(mu) + (1 - scale) * mu, time)
        self.tell("x0", x0)
        pictures, self.decoding = self._coded(self.networks.decode, self.decoding, x0.split(1, 2))
        return pictures[0]

    def _denoised(self, x, first_time):
        b, _, f, h, w = x.shape
        tokens = h * w // 4
        self.window.begin(f)
        heads = self.cross[0][0].shape[2:]
        past = self.window.past(lambda slots: [tuple(torch.zeros(b, slots * tokens, *heads, device=x.device) for _ in range(2))
                                               for _ in range(self.networks.layers)])
        mask = torch.tensor(self.window.visible, device=x.device).expand(self.networks.layers, b, -1)
        times = [first_time, *STEPS[1 : self.settings.steps]]
        for i, time in enumerate(times):
            t = torch.full((b, f), float(time), device=x.device)
            flow, new = self.networks.flow(x, t, torch.tensor([self.window.start], device=x.device), mask, self.cross, past)
            x0 = x - sigma(t)[:, None, :, None, None] * flow
            if i + 1 < len(times):
                x = add_noise(x0, self._noise(x0), sigma(torch.tensor(float(times[i + 1]))))
        self.window.write(new, tokens)
        return x0

    def clip(self, frames: torch.Tensor) -> torch.Tensor:
        """All whole chunks of a clip [3,T,H,W]."""
        cuts = [5] + [4] * ((frames.shape[1] - 5) // 4)
        return torch.cat([self.next(piece) for piece in frames[:, : sum(cuts)].split(cuts, 1)], 1)
