"""Fourth stage: what steadies the decoder's pictures, on clips as the stream paints them, frame after frame on its own results.

Where pixels were is known from the camera: that is learned first. What flickers counts beyond what the target does, so that a
screen that stands still is left alone. Painting takes longer than learning from it: clips are kept and used several times.
"""
import torch
import torch.nn.functional as F

import losses
from brushcast_models.video.steady import move
from clips import places_before, points
from rollout_stage import motion_levels, rollout
from transformer_stage import SINKS, pick_size

LATENTS = 7  # of a clip
UNROLLED = 6  # frames that gradients go through
KEPT, USES = 60, 4  # batches of painted clips, and how often each is taken, about


def moved_by(camera: torch.Tensor, height: int, width: int) -> torch.Tensor:
    """[B,T-1,2,H,W]: where each pixel of a frame was in the one before, in pixels from where it is (x, y)."""
    moved = places_before(camera, height, width) - points(height, width, camera.device)[:, :2]
    return moved.unflatten(2, (height, width)).permute(0, 1, 4, 2, 3)


def inside(moved: torch.Tensor, edge: int = 2) -> torch.Tensor:
    """[B,1,H,W]: 1 where a pixel was in the picture before."""
    h, w = moved.shape[2:]
    y, x = (torch.arange(n, device=moved.device) for n in (h, w))
    x, y = x + moved[:, 0], y[:, None] + moved[:, 1]
    return ((x >= edge) & (x < w - edge) & (y >= edge) & (y < h - edge))[:, None].float()


def loss_of(run, clips, texts, autoencoder, transformer, steady, batch: int, texture: float, sizes, flicker: float = 6.0):
    rng, kept = clips.rng, []

    @torch.no_grad()
    def paint():
        """8-bit pictures and targets, cameras; half of the clips have something in front, whose way nothing says."""
        height, width, count = pick_size(rng, sizes, batch)
        style, plain = clips.styles(count), rng.random() < 0.5
        jump = 0 if plain or rng.random() >= 0.3 else 4 * SINKS + 1
        source, target, camera = clips.batch(style, 4 * LATENTS - 3, height, width, jump_at=jump, front=0 if plain else 1)
        source = clips.noisy(source)
        scales, times = motion_levels(source, torch.from_numpy(rng.uniform(0.65, 0.8, count)).float().to(run.device))
        with run.amp():
            mu = autoencoder.encode(source)[0].float()
            cross = [(k.float(), v.float()) for k, v in transformer.text(texts(style))]
            clean = rollout(transformer, mu, scales, times, cross, 1 if rng.random() < 0.75 else 2, 0, SINKS)
            painted, _ = autoencoder.decoder(autoencoder.raw(clean))
        bytes_of = lambda x: ((x.float().clamp(-1, 1) + 1) * 127.5).round().to(torch.uint8)
        return bytes_of(painted), bytes_of(target), camera, plain

    def loss(step: int, progress: float):
        if step % USES == 0 or not kept:
            kept.append(paint())
            del kept[:-KEPT]
        painted, target, camera, plain = kept[int(rng.integers(len(kept)))]
        first = int(rng.integers(0, painted.shape[2] - UNROLLED))
        here = slice(first, first + UNROLLED + 1)
        painted, target = (x[:, :, here].float() / 127.5 - 1 for x in (painted, target))
        before = moved_by(camera[:, here], *painted.shape[3:])
        shown, out, flickers, astray, shares = painted[:, :, 0], [], 0, 0, 0
        for at in range(1, UNROLLED + 1):
            frame = painted[:, :, at]
            with run.amp():
                at_first, moved, share = (x.float() for x in steady.look(frame, shown))
            now = frame + share * (move(shown, moved) - frame)
            if plain:
                known, true = inside(before[:, at - 1]), before[:, at - 1]
                own = (target[:, :, at] - move(target[:, :, at - 1], true)).abs()
                flickers = flickers + (F.relu((now - move(shown, true)).abs() - own) * known).mean()
                off = lambda x: ((x - true).abs().clamp(max=8) * known).mean()
                astray = astray + off(moved) + 0.3 * off(at_first)
            shares = shares + share.mean()
            out.append(now)
            shown = now
        pixels = losses.pixels(torch.stack(out, 2), target[:, :, 1:], texture).mean()
        of_motion = 0.4 if progress < 0.6 else 0.2
        total = pixels + (flicker * flickers + of_motion * astray) / UNROLLED
        numbers = {"flicker_255": flickers * 127.5 / UNROLLED, "astray": astray / UNROLLED} if plain else {}
        return total, {"pixels": pixels, "share": shares / UNROLLED} | numbers

    return loss
