"""Times Brushcast beside the published `streamdiffusionv2` package on the same weights, and prints a table.

    python compare_streamdiffusionv2.py FOLDER --brushcast ../../compose/brushcast

FOLDER gets random weights of Wan2.1's kind, of 19 million parameters, in files as they are published and exported as a model folder.
There the package's own classes run: its stream encoder, its pipeline without a batch, its stream decoder, from frames of 8 bits to
frames of 8 bits, once the window is full. It runs before and after the engine in every setting, so that a machine that slows down
or recovers meanwhile shows as a difference between the two. Needs requirements-wan.txt and the package.
"""
import argparse
import json
import os
import shlex
import subprocess
import time

import numpy as np
import torch
from models.model_interface import DiffusionModelInterface
from models.wan.causal_model import CausalWanModel
from models.wan.causal_stream_inference import CausalStreamInferencePipeline
from models.wan.flow_match import FlowMatchScheduler
from models.wan.wan_base.modules.vae import WanVAE_
from models.wan.wan_wrapper import CausalWanDiffusionWrapper

import export_wan
from brushcast_models.wan import checkpoint
from brushcast_models.wan.autoencoder import WanAutoencoder
from brushcast_models.wan.folder import RUN
from brushcast_models.wan.transformer import CausalWan, WanConfig
from brushcast_models.wan.umt5 import Umt5, Umt5Config

SHAPE = WanConfig(dim=384, heads=3, layers=6, hidden=1536, text_dim=256, text_len=64)  # its caches take heads of 128 alone
AUTOENCODER = 16  # of 96
WORDS = ("<pad>", "</s>", "<unk>", "an", "oil", "painting")
CHUNK = 4
TIMES = (700, 500, 400, 200)
HEAD = ("steps", "there fps", "again", "here fps", "ratio", "there ms", "here ms")


def publish(base: str) -> None:
    """Random weights, in files as they are published."""
    torch.manual_seed(0)
    os.makedirs(os.path.join(base, checkpoint.TOKENIZER))
    names = {"dim": SHAPE.dim, "num_heads": SHAPE.heads, "num_layers": SHAPE.layers, "ffn_dim": SHAPE.hidden,
             "text_dim": SHAPE.text_dim, "text_len": SHAPE.text_len}
    with open(os.path.join(base, "config.json"), "w") as file:
        json.dump(names | {"_class_name": "WanModel"}, file)
    vocabulary = {word: at for at, word in enumerate(WORDS)}
    with open(os.path.join(base, checkpoint.TOKENIZER, "tokenizer.json"), "w") as file:
        json.dump({"version": "1.0", "added_tokens": [], "pre_tokenizer": {"type": "Whitespace"},
                   "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "<unk>"}}, file)
    with open(os.path.join(base, checkpoint.TOKENIZER, "tokenizer_config.json"), "w") as file:
        json.dump({"pad_token": "<pad>", "eos_token": "</s>"}, file)
    torch.save({"generator": CausalWan(SHAPE).state_dict()}, os.path.join(base, "model.pt"))
    torch.save(WanAutoencoder(AUTOENCODER).state_dict(), os.path.join(base, checkpoint.AUTOENCODER))
    torch.save(Umt5(Umt5Config(len(WORDS), SHAPE.text_dim, 512, 4, 2)).state_dict(), os.path.join(base, checkpoint.TEXT_ENCODER))


class Generator(CausalWanDiffusionWrapper):
    """The package's, around weights that are there."""

    def __init__(self, model: CausalWanModel):
        DiffusionModelInterface.__init__(self)
        self.model, self.uniform_timestep, self.seq_len = model, False, 32760
        self.scheduler = FlowMatchScheduler(shift=8.0, sigma_min=0.0, extra_one_step=True)
        self.scheduler.set_timesteps(1000, training=True)
        self.post_init()


class Package(CausalStreamInferencePipeline):
    """The package's pipeline and autoencoder, on a model of another size than the two that it names."""

    def __init__(self, base: str, options, steps: int):
        torch.nn.Module.__init__(self)
        model = CausalWanModel(dim=SHAPE.dim, ffn_dim=SHAPE.hidden, text_dim=SHAPE.text_dim, text_len=SHAPE.text_len,
                               num_heads=SHAPE.heads, num_layers=SHAPE.layers)
        model.load_state_dict(checkpoint.weights(os.path.join(base, "model.pt")))
        self.autoencoder = WanVAE_(dim=AUTOENCODER, z_dim=16, temperal_downsample=[False, True, True])
        self.autoencoder.load_state_dict(checkpoint.weights(os.path.join(base, checkpoint.AUTOENCODER)))
        self.device = torch.device(options.device)
        self.generator = Generator(model.eval().requires_grad_(False))
        self.autoencoder.eval().requires_grad_(False).to(self.device).first_encode = True
        self.autoencoder.first_decode = True
        self.num_transformer_blocks, self.num_heads, self.num_frame_per_block = SHAPE.layers, SHAPE.heads, 1
        self.frame_seq_length = options.height // 16 * (options.width // 16)
        self.kv_cache_length = RUN["window"] * self.frame_seq_length
        self.num_sink_tokens, self.adapt_sink_threshold = RUN["sinks"], RUN["sink_threshold"]
        self.kv_cache1 = self.hidden_states = self.block_x = None
        self.denoising_step_list = torch.tensor(TIMES[:steps], device=self.device)
        self.scheduler = self.generator.get_scheduler()
        self.text_encoder = lambda text_prompts: {"prompt_embeds": torch.randn(1, SHAPE.text_len, SHAPE.text_dim, device=self.device)}
        self.to(self.device)

    @torch.no_grad()
    def chunk(self, frames: np.ndarray, number: int) -> np.ndarray:
        """Frames [n,H,W,3] of 8 bits in and out."""
        video = torch.from_numpy(frames).to(self.device).permute(3, 0, 1, 2)[None].float() / 127.5 - 1
        latents = self.autoencoder.stream_encode(video, None).transpose(1, 2).contiguous()
        noisy = RUN["noise_scale"] * torch.randn_like(latents) + (1 - RUN["noise_scale"]) * latents
        at = self.frame_seq_length * (number + 1 if number else 0)
        if number == 0:
            clean = self.prepare(["an oil painting"], self.device, torch.float32, noise=noisy, current_start=at,
                                 current_end=at + 2 * self.frame_seq_length, batch_denoise=False)
        else:
            clean = self.inference_wo_batch(noisy, at, at + self.frame_seq_length, TIMES[0])
        one = torch.ones(16, device=self.device)
        shown = self.autoencoder.stream_decode(clean.transpose(1, 2), [0 * one, one])[0].clamp(-1, 1)
        return ((shown + 1) * 127.5).round().to(torch.uint8).permute(1, 2, 3, 0).cpu().numpy()


def there(base: str, options, steps: int) -> tuple[float, float]:
    """Frames a second once the window is full, and a chunk's milliseconds, the median."""
    package, random, taken = Package(base, options, steps), np.random.default_rng(1), []
    for number in range(RUN["window"] + 2 + options.chunks):
        frames = random.integers(0, 256, (CHUNK if number else CHUNK + 1, options.height, options.width, 3), dtype=np.uint8)
        begun = time.perf_counter()
        shown = package.chunk(frames, number)
        taken.append(time.perf_counter() - begun)
        if shown.shape != frames.shape:
            raise SystemExit(f"the package gave {shown.shape} for {frames.shape}")
    taken = taken[-options.chunks:]
    return CHUNK * len(taken) / sum(taken), 1000 * float(np.median(taken))


def here(model: str, options, steps: int) -> tuple[float, float]:
    """The same of the engine."""
    told = os.path.join(options.folder, "bench.json")
    subprocess.run(shlex.split(options.brushcast) + [
        "bench", "video", "--model", model, "--device", options.device, "--width", str(options.width), "--height", str(options.height),
        "--policy", "sequential", "--streams", "1", "--steps", str(steps), "--seconds", str(options.seconds), "--json", told],
        check=True, stdout=subprocess.DEVNULL)
    with open(told) as file:
        row = json.load(file)["rows"][0]
    return row["framesPerSecond"], row["chunkMillis"]["p50"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", help="where the models are, or are made")
    parser.add_argument("--brushcast", default="brushcast", metavar="COMMAND", help="how Brushcast is started")
    parser.add_argument("--steps", default="1,2", help="numbers of denoising steps")
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--height", type=int, default=144)
    parser.add_argument("--chunks", type=int, default=10, help="chunks to measure there, after the window is full")
    parser.add_argument("--seconds", type=int, default=10, help="here")
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    options = parser.parse_args()
    base, model = (os.path.join(options.folder, name) for name in ("published", "model"))
    if not os.path.exists(base):
        publish(base)
    if not os.path.exists(model) and export_wan.main([base, base, model]) != 0:
        raise SystemExit(1)
    print(f"streamdiffusionv2 0.1.1 with PyTorch {torch.__version__} beside Brushcast, {options.device}, "
          f"{options.width}x{options.height}, {torch.get_num_threads()} threads", flush=True)
    print(*(f"{name:>9}" for name in HEAD), flush=True)
    for steps in map(int, options.steps.split(",")):
        before, ours, after = there(base, options, steps), here(model, options, steps), there(base, options, steps)
        fps = max(before[0], after[0])
        print(*(f"{value:>9.{digits}f}" for value, digits in (
            (steps, 0), (before[0], 2), (after[0], 2), (ours[0], 2), (ours[0] / fps, 2), (min(before[1], after[1]), 0), (ours[1], 0))),
            flush=True)


if __name__ == "__main__":
    main()
