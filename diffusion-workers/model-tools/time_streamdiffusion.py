"""Times the published `streamdiffusion` package on a checkpoint, on the CPU or a GPU, and prints JSON.

    python make_benchmark_model.py bench-model --checkpoint bench-checkpoint
    python time_streamdiffusion.py bench-checkpoint --steps 1,2,4 --guidance none,self

Each call takes a picture of 8-bit RGB and gives one, as the engine does. Needs requirements-compare.txt.
"""
import argparse
import json
import platform
import time

import numpy as np
import torch
from diffusers import StableDiffusionPipeline
from PIL import Image
from streamdiffusion import StreamDiffusion

T_INDICES = {1: [32], 2: [32, 45], 3: [22, 32, 45], 4: [0, 16, 32, 45]}
WARM_UP = 5


class HostEvent:
    """The package times itself with CUDA events, whatever it runs on: this one makes it run without CUDA."""

    def __init__(self, enable_timing: bool = False):
        self.at = 0.0

    def record(self) -> None:
        self.at = time.perf_counter()

    def elapsed_time(self, later: "HostEvent") -> float:
        return (later.at - self.at) * 1000


def prepare(device: str) -> None:
    """Makes the package run on a device that it was not written for."""
    if device == "cpu":
        torch.cuda.Event, torch.cuda.synchronize = HostEvent, lambda: None


def stream(options, steps: int, guidance: str) -> StreamDiffusion:
    kind = torch.float16 if options.fp16 else torch.float32
    pipe = StableDiffusionPipeline.from_pretrained(options.checkpoint, torch_dtype=kind).to(options.device)
    made = StreamDiffusion(pipe, T_INDICES[steps], torch_dtype=kind, width=options.width, height=options.height,
                           cfg_type=guidance)
    made.prepare("an oil painting of a cat", "blurry", guidance_scale=1.2 if guidance != "none" else 1.0)
    return made


def frames(options) -> list[Image.Image]:
    """A few different pictures: what they show does not matter for speed."""
    random = np.random.default_rng(1)
    return [Image.fromarray(random.integers(0, 256, (options.height, options.width, 3), dtype=np.uint8)) for _ in range(4)]


def measure(options, steps: int, guidance: str) -> dict:
    made, pictures, latencies = stream(options, steps, guidance), frames(options), []
    begun = 0.0
    for n in range(WARM_UP + options.frames):
        start = time.perf_counter()
        if n == WARM_UP:
            begun = start
        out = made(pictures[n % len(pictures)])[0]
        ((out / 2 + 0.5).clamp(0, 1) * 255).round().to(torch.uint8).permute(1, 2, 0).cpu().numpy()
        latencies.append((time.perf_counter() - start) * 1000)
    seconds = time.perf_counter() - begun
    # A frame leaves the pipeline with the call `steps - 1` later.
    calls = np.percentile(latencies[WARM_UP:], [50, 99])
    return {"steps": steps, "guidance": guidance, "fps": round(options.frames / seconds, 2),
            "callMs": {"p50": round(calls[0], 1), "p99": round(calls[1], 1)},
            "latencyMs": {"p50": round(calls[0] * steps, 1), "p99": round(calls[1] * steps, 1)}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", help="checkpoint in the diffusers layout")
    parser.add_argument("--steps", default="1,2,4", help="numbers of denoising steps, 1 to 4")
    parser.add_argument("--guidance", default="none", help="of none, full, self, initialize")
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--height", type=int, default=256)
    parser.add_argument("--frames", type=int, default=30, help="frames to measure, after warming up")
    parser.add_argument("--threads", type=int, default=torch.get_num_threads(), help="CPU threads")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--fp16", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    prepare(options.device)
    results = [measure(options, int(steps), guidance)
               for guidance in options.guidance.split(",") for steps in options.steps.split(",")]
    print(json.dumps({"package": "streamdiffusion 0.1.1", "torch": torch.__version__, "device": options.device,
                      "machine": platform.processor() or platform.machine(), "threads": options.threads,
                      "size": f"{options.width}x{options.height}", "results": results}, indent=2))


if __name__ == "__main__":
    main()
