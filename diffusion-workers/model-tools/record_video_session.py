#!/usr/bin/env python3
"""Records sessions of a video model's folder as this package runs it, in the format that `brushcast model verify` checks the
engine against.

    python3 record_video_session.py video-model OUT && brushcast model verify OUT

One step, with the window full and the positions begun again; two steps on one window, while it fills.
"""
import argparse
import json
import os
import sys

import numpy as np
import onnx
import torch

from brushcast_models.video.stream import OnnxNetworks, Settings, Stream

HEIGHT, WIDTH = 48, 64
GRAPHS = {"text_kv": "transformer/text_kv", "dit_step": "transformer/step", "vae_enc_first": "vae_encoder/first",
          "vae_enc_step": "vae_encoder/step", "vae_dec_first": "vae_decoder/first", "vae_dec_step": "vae_decoder/step"}
SESSIONS = {"session_builtin_one_step": (Settings(noise_scale=0.8, t_refresh=8), 10), "session_builtin_two_steps": (Settings(steps=2), 3)}


class Recording(Stream):
    """A stream that remembers what it drew and made."""

    def __init__(self, *inputs):
        super().__init__(*inputs)
        self.draws, self.told = [], {"mu": [], "level": [], "x0": []}

    def tell(self, name, value):
        self.told[name].append(value)

    def _noise(self, like):
        self.draws.append(super()._noise(like))
        return self.draws[-1]


def clip(frames: int) -> torch.Tensor:
    """[3,T,H,W]: waves that move, now slower and now faster."""
    y, x = torch.meshgrid(torch.arange(HEIGHT) / 9, torch.arange(WIDTH) / 7, indexing="ij")
    way = torch.cumsum(torch.tensor([0.02 if at // 8 % 2 else 0.3 for at in range(frames)]), 0)
    return torch.stack([torch.stack([(x * (1 + c / 4) + y + way[at] * (c + 1)).sin() * 0.8 for at in range(frames)]) for c in range(3)])


def by_frame(latents: list[torch.Tensor]) -> np.ndarray:
    """[1,32,f,h,w] each to [F,32,h,w]."""
    return torch.cat(latents, 2)[0].transpose(0, 1).numpy()


def record(networks, settings: Settings, chunks: int, out: str) -> None:
    torch.manual_seed(11)
    config, steps = networks.config, settings.steps
    states, frames = torch.randn(1, config["text_len"], config["text_dim"]), clip(5 + 4 * chunks)
    stream = Recording(networks, states, settings)
    shown = stream.clip(frames)
    mixed, again = stream.draws[::steps], [draw for at, draw in enumerate(stream.draws) if at % steps]
    none = lambda *shape: np.zeros(shape, np.float32)
    latent = config["in_channels"], HEIGHT // 8, WIDTH // 8
    arrays = {
        "prompt_embeds": states.numpy(), "frames_in": frames.transpose(0, 1).numpy(),
        "mix_noise_first": by_frame(mixed[:1]), "mix_noise": by_frame(mixed[1:]),
        "prep_noise": by_frame(again[:1])[None] if steps > 1 else none(0, 2, *latent),
        "noise": by_frame(again[1:])[:, None, None] if steps > 1 else none(chunks, 0, 1, *latent),
        "mu": by_frame(stream.told["mu"]), "first_result": by_frame(stream.told["x0"][:1]),
        "results": by_frame(stream.told["x0"][1:])[:, None],
        "frames_out": (shown * 0.5 + 0.5).clamp(0, 1).permute(1, 2, 3, 0).numpy()}
    os.makedirs(out)
    for name, values in arrays.items():
        np.save(os.path.join(out, name + ".npy"), np.ascontiguousarray(values, np.float32))
    levels = stream.told["level"][1:]
    scalars = {"ns": [scale for scale, _ in levels], "t0": [time for _, time in levels], "groups": [1] * chunks,
               "outputs_per_group": [5] + [[4]] * chunks}
    case = {"kind": "session", "mode": "nobatch" if steps > 1 else "stream", "model_set": "builtin", "decoder": "wan", "steps": steps,
            "S": steps, "height": HEIGHT, "width": WIDTH, "K": settings.window, "sinks": settings.sinks, "thr": -1, "f": 1,
            "noise_scale": settings.noise_scale, "t_refresh": settings.t_refresh, "t2v": False, "layers": config["num_layers"],
            "heads": config["num_attention_heads"], "head_dim": config["attention_head_dim"],
            "dim": config["num_attention_heads"] * config["attention_head_dim"], "tokens_per_frame": HEIGHT * WIDTH // 256,
            "latent_channels": latent[0], "latent_height": latent[1], "latent_width": latent[2], "first_frames": 2,
            "scalars": {name: {"values": values} for name, values in scalars.items()}}
    with open(os.path.join(out, "case.json"), "w") as file:
        json.dump(case, file, indent=1)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", help="the model's folder"), parser.add_argument("out", help="folder to make")
    a = parser.parse_args()
    if os.path.exists(a.out):
        print(f"error: {a.out} is there already", file=sys.stderr)
        return 1
    networks = OnnxNetworks(a.model)
    os.makedirs(os.path.join(a.out, "models-builtin"))
    for name, path in GRAPHS.items():
        whole = onnx.load(os.path.join(a.model, path + ".onnx"))  # with the weights of the file beside it
        onnx.save(whole, os.path.join(a.out, "models-builtin", name + ".onnx"))
    for name, (settings, chunks) in SESSIONS.items():
        record(networks, settings, chunks, os.path.join(a.out, name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
