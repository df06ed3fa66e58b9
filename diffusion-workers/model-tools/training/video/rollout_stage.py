"""Third stage: chunk after chunk with the window as the stream keeps it, on the networks' own results, judged as pictures.

One step or two, the second from the first one's result; what stays in the window is what the last step leaves. Gradients go
through the last chunks, the window between them included. The decoder learns along: it gets used to the transformer's latents,
and is held to the encoder's beside.
"""
import torch

import losses
from brushcast_models.video.flow import STEPS, add_noise, sigma
from brushcast_models.video.window import Positions, Slots
from transformer_stage import REFRESH, SINKS, SIZES, WINDOW, pick_size, style_weights

LATENTS, LEARNED = 9, 4  # of a clip, and how many of its last chunks gradients go through


def motion_levels(source: torch.Tensor, start: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """The motion controller for many streams: noise scales and times [B,F] of the latent frames of clips."""
    change = ((source[:, :, 1:] - source[:, :, :-1]) ** 2).mean((1, 3, 4)).sqrt()
    scale, scales, times = start, [start, start], [torch.full_like(start, STEPS[0])] * 2
    for chunk in change[:, 4:].split(4, 1):
        motion = (chunk.amax(1) / 0.2).clamp(0, 1)
        scale = (start - 0.1 * motion) * 0.9 + scale * 0.1
        scales.append(scale)
        times.append((1000 * scale).trunc() - 100)
    return torch.stack(scales, 1), torch.stack(times, 1)


def rollout(transformer, mu, scales, times, cross, steps: int, learned: int, position: int):
    """Clean latents [B,192,F,h,w]. position: of the first chunk after the first three latent frames."""
    b, _, latents, h, w = mu.shape
    c, tokens = transformer.config, h * w // 4
    empty = torch.zeros(b, tokens, c.heads, c.head_dim, device=mu.device)
    kept = [[(empty, empty)] * WINDOW for _ in range(c.layers)]
    slots, positions, out = Slots(WINDOW, SINKS), Positions(WINDOW, REFRESH), []
    chunks = [(0, 2)] + [(frame, 1) for frame in range(2, latents)]
    for number, (frame, count) in enumerate(chunks):
        visible, written = slots.take(count)
        if frame == SINKS:
            positions.next = position
        start = torch.full((b,), positions.take(count), device=mu.device)
        mask = torch.tensor(visible, device=mu.device).expand(c.layers, b, -1)
        past = [tuple(torch.cat([slot[i] for slot in layer], 1) for i in (0, 1)) for layer in kept]
        here = slice(frame, frame + count)
        scale = scales[:, None, here, None, None]
        x = scale * torch.randn_like(mu[:, :, here]) + (1 - scale) * mu[:, :, here]
        t = times[:, here]
        if number == len(chunks) - learned:
            torch.clear_autocast_cache()  # weights that were cast without gradients
        with torch.set_grad_enabled(torch.is_grad_enabled() and number >= len(chunks) - learned):
            for step in range(steps):
                if step:
                    t = torch.full((b, count), float(STEPS[step]), device=mu.device)
                    x = add_noise(x0, torch.randn_like(x0), sigma(t)[:, None, :, None, None])
                x0, new = transformer.x0(x, t, start, mask, cross, past)
        for layer, (k, v) in zip(kept, new):
            for i, slot in enumerate(written):
                part = slice(i * tokens, (i + 1) * tokens)
                layer[slot] = k[:, part].float(), v[:, part].float()
        out.append(x0)
    return torch.cat(out, 2)


def loss_of(run, clips, texts, autoencoder, transformer, batch: int, texture: float, latents: int = LATENTS, learned: int = LEARNED,
            sizes=SIZES):
    rng, names = clips.rng, clips.pictures.names

    def loss(step: int, progress: float):
        height, width, count = pick_size(rng, sizes, batch)
        style = clips.styles(count)
        source, target, _ = clips.batch(style, 4 * latents - 3, height, width, jump_at=4 * SINKS - 3)
        source = clips.noisy(source)
        start = torch.from_numpy(rng.uniform(0.65, 0.82, count)).float().to(run.device)
        scales, times = motion_levels(source, start)
        steps = 1 + step % 2
        position = int(rng.integers(SINKS, REFRESH)) if rng.random() < 0.5 else SINKS
        weight = style_weights(names, style, run.device)
        with run.amp():
            with torch.no_grad():
                mu, clean = (autoencoder.encode(x)[0].float() for x in (source, target))
            cross = [(k.float(), v.float()) for k, v in transformer.text(texts(style))]
            got = rollout(transformer, mu, scales, times, cross, steps, learned, position)
            pictures, _ = autoencoder.decoder(autoencoder.raw(got))
            held, _ = autoencoder.decoder(autoencoder.raw(clean[:, :, :4]))
        new = slice(-learned, None)
        seen = slice(-4 * learned, None)
        latent = losses.latents(got[:, :, new], clean[:, :, new], autoencoder.config.scale)
        picture = losses.pixels(pictures[:, :, seen], target[:, :, seen], texture)
        change = losses.steps(pictures[:, :, seen], target[:, :, seen])
        recon = losses.pixels(held, target[:, :, : held.shape[2]], texture)
        total = (0.5 * latent + picture + 2 * change + 0.3 * recon) * weight
        return total.mean(), {"latent": latent.mean(), "picture": picture.mean(), "change": change.mean(), "held": recon.mean(),
                              "l1_255": 127.5 * (pictures[:, :, seen].float() - target[:, :, seen]).abs().mean()}

    return loss
