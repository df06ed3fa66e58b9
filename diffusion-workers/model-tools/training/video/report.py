"""How good a training is: on pictures that were held out, how near the stream comes to its target and how much it flickers."""
import json
import os
import time

import cv2
import numpy as np
import torch

from brushcast_models.video.stream import Settings, Stream, TorchNetworks
from clips import Clips, warp_error
from styles import STYLES
from texts import image_by_image

LATENTS, SHOWN = 14, (0, 12, 28, 52)  # latent frames of a clip, frames in the strip
KINDS = {"one_step": Settings(), "two_steps": Settings(steps=2), "no_window": Settings(look_back=False), "image_model": None}
SHOWN_KIND = "one_step"


def held_out(clips: Clips, style: int, height: int, width: int, seed: int):
    """A clip without anything in front: source, target, camera."""
    fixed = Clips(clips.pictures, seed)
    which = np.array([clips.pictures.held_out[seed % len(clips.pictures.held_out)]])
    source, target, camera = fixed.batch(np.array([style]), 4 * LATENTS - 3, height, width, front=0, which=which)
    return fixed.noisy(source, 1.0, 0.02), target, camera


def l1(a, b) -> float:
    return float(127.5 * (a - b).abs().mean())


@torch.no_grad()
def write(out: str, run, clips: Clips, texts, image_model, autoencoder, transformer, height: int, width: int,
          clips_each: int = 2) -> dict:
    """OUT/report.json and OUT/strip.png: for each style a row of sources, one of targets and one of results."""
    image_model.to(run.device)
    began, networks, rows, by_style = time.time(), TorchNetworks(autoencoder.eval(), transformer.eval()), [], {}
    for style, name in enumerate(clips.pictures.names):
        states = texts.encoder(torch.tensor([texts.tokenizer.encode(STYLES[name][1][0])], device=run.device))
        sums = {}
        for number in range(clips_each):
            source, target, camera = held_out(clips, style, height, width, 1000 + number)
            decoded = autoencoder.decode(autoencoder.encode(target)[0])[0]
            numbers = {"warp_source": warp_error(source, camera), "warp_target": warp_error(target, camera),
                       "l1_source": l1(source, target), "l1_autoencoder": l1(decoded, target),
                       "warp_autoencoder": warp_error(decoded, camera)}
            for kind, settings in KINDS.items():
                got = Stream(networks, states, settings).clip(source[0])[None] if settings else image_by_image(image_model, states, source)
                numbers |= {f"l1_{kind}": l1(got, target), f"warp_{kind}": warp_error(got, camera)}
                if number == 0 and kind == SHOWN_KIND:
                    frames = [at for at in SHOWN if at < got.shape[2]]
                    rows += [row(x[0], frames) for x in (source, target, got)]
            for key, x in numbers.items():
                sums[key] = sums.get(key, 0) + float(x) / clips_each
        by_style[name] = {key: round(x, 3) for key, x in sums.items()}
    keys = next(iter(by_style.values()))
    result = {"clips": clips_each * len(by_style), "size": f"{width}x{height}", "unit": "of 255",
              "all": {key: round(float(np.mean([x[key] for x in by_style.values()])), 3) for key in keys}, "styles": by_style}
    os.makedirs(out, exist_ok=True)
    with open(os.path.join(out, "report.json"), "w") as file:
        json.dump(result, file, indent=1)
    strip = np.vstack(rows)
    cv2.imwrite(os.path.join(out, "strip.png"), strip[..., ::-1])
    cv2.imwrite(os.path.join(out, "strip.jpg"), strip[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 85])
    run.log(report_seconds=round(time.time() - began, 1), **result["all"])
    return result


def row(video: torch.Tensor, frames: list[int]) -> np.ndarray:
    pictures = [((video[:, at].permute(1, 2, 0).cpu().numpy() + 1) * 127.5).clip(0, 255) for at in frames]
    return np.hstack(pictures).astype(np.uint8)
