"""Second stage: the transformer by flow matching, all chunks of a clip in one pass, each seeing the window it would have.

What is noised is the source's latent, as in a stream: `scale * noise + (1 - scale) * source`, told the time that the motion
controller would give it. What is asked for is the clean latent of the styled frame; the loss of the flow is the same divided by
sigma. In a part of the batches a second step follows from the first one's own result. Positions go on from anywhere, as in a
long stream; in a part the prompt changes on the way, or the camera is suddenly elsewhere.
"""
import numpy as np
import torch

import losses
from brushcast_models.video.flow import STEPS, add_noise, sigma
from brushcast_models.video.window import seen

WINDOW, SINKS, REFRESH = 6, 3, 50
LATENTS = 10  # of a clip
SIZES = ((128, 128), (96, 160), (144, 256))  # heights and widths
WEIGHTS = dict(photo=0.6, oil=1.7, watercolor=1.6, pencil=0.8, comic=1.3, neon=0.8, ukiyo=1.2, cyanotype=0.9, pixel=1.0)


def positions(rng: np.random.Generator, count: int, latents: int) -> np.ndarray:
    """Of the frames of clips: in half of them the sinks are from long ago."""
    at = np.tile(np.arange(latents), (count, 1))
    for row in np.flatnonzero(rng.random(count) < 0.5):
        where = rng.integers(SINKS, REFRESH)
        for frame in range(SINKS, latents):
            at[row, frame] = where
            where = where + 1 if where + 1 < REFRESH else WINDOW - 1
    return at


def noise_levels(rng: np.random.Generator, count: int, latents: int) -> tuple[np.ndarray, np.ndarray]:
    """Noise scales and times [B,F] as the motion controller gives them, for strengths around the usual 0.7, below the 0.8 from which on a chunk
    would be told a first chunk's time."""
    start = rng.uniform(0.6, 0.8, (count, 1))
    motion = np.clip(rng.uniform(-0.2, 1, (count, 1)) + rng.normal(0, 0.1, (count, latents)), 0, 1)
    scale = start - 0.1 * motion
    time = np.trunc(1000 * scale) - 100
    scale[:, :2], time[:, :2] = start, STEPS[0]
    return scale, time


class Texts:
    """Prompts' states from the image model's text encoder, which stays as it is."""

    def __init__(self, encoder, tokenizer, caption, names, device, rng):
        self.encoder, self.tokenizer, self.caption = encoder.to(device).eval().requires_grad_(False), tokenizer, caption
        self.names, self.device, self.rng = names, device, rng

    @torch.no_grad()
    def __call__(self, styles) -> torch.Tensor:
        ids = [self.tokenizer.encode(self.caption(self.rng, self.names[k])) for k in styles]
        return self.encoder(torch.tensor(ids, device=self.device))


def style_weights(names, styles, device):
    return torch.tensor([WEIGHTS.get(names[k], 1.0) for k in styles], device=device)


def pick_size(rng, sizes, batch: int):
    """A size, and as many clips of it as cost the same as `batch` of the first."""
    height, width = sizes[rng.integers(len(sizes))]
    return height, width, max(1, round(batch * sizes[0][0] * sizes[0][1] / (height * width)))


def loss_of(run, clips, texts, autoencoder, transformer, batch: int, latents: int = LATENTS, sizes=SIZES):
    rng, names = clips.rng, clips.pictures.names
    table = torch.tensor(seen(latents, WINDOW, SINKS), device=run.device)
    to = lambda x: torch.from_numpy(np.asarray(x)).to(run.device)

    def loss(step: int, progress: float):
        height, width, count = pick_size(rng, sizes, batch)
        style, frames = clips.styles(count), 4 * latents - 3
        switch = int(rng.integers(2, latents)) if rng.random() < 0.2 else 0
        then = np.where(rng.random(count) < 0.5, style, clips.styles(count)) if switch else None
        source, target, _ = clips.batch(style, frames, height, width, then, 4 * switch - 3, 4 * SINKS - 3)
        with torch.no_grad(), run.amp():
            mu, clean = (autoencoder.encode(x)[0].float() for x in (clips.noisy(source), target))
        of_frames = np.stack([style] * latents, 1)
        if switch:
            of_frames[:, switch:] = then[:, None]
        scale, time = noise_levels(rng, count, latents)
        scale, at = to(scale).float()[:, None, :, None, None], to(positions(rng, count, latents))
        weight = style_weights(names, style, run.device)
        with run.amp():
            cross = [(k.float(), v.float()) for k, v in transformer.text(prompts(style, then, switch, count))]
            x0 = transformer.clip(scale * torch.randn_like(mu) + (1 - scale) * mu, to(time), at, table, cross)
            first = losses.latents(x0, clean, autoencoder.config.scale)
            second = torch.zeros_like(first)
            if step % 2:
                t = torch.full((count, latents), float(rng.choice(STEPS[1:])), device=run.device)
                start = x0.detach()
                if rng.random() < 0.3:  # also from better and worse than its own
                    share = torch.rand(count, 1, 1, 1, 1, device=run.device)
                    start = start + share * (clean - start) if rng.random() < 0.5 else start + share * (mu - start)
                noisy = add_noise(start, torch.randn_like(start), sigma(t)[:, None, :, None, None])
                second = losses.latents(transformer.clip(noisy, t, at, table, cross), clean, autoencoder.config.scale)
        return ((first + 0.5 * second) * weight).mean(), {"first": first.mean()} | ({"second_half": second.mean()})

    def prompts(style, then, switch, count):
        """States for each frame where the prompt changes on the way, else for each clip."""
        states = texts(style)
        states = states[:, None].expand(count, latents, *states.shape[1:]).clone()
        if switch:
            later = texts(then)
            changed = torch.from_numpy(then != style).to(states.device)
            states[changed, switch:] = later[changed][:, None]
        return states.flatten(0, 1)

    return loss
