"""Times Brushcast beside the published `streamdiffusion` package, setting by setting in one run, and prints a table.

    python make_benchmark_model.py bench-model --checkpoint bench-checkpoint
    python compare_streamdiffusion.py bench-checkpoint bench-model --brushcast ../../compose/brushcast

The package runs before and after the engine in every setting, so that a machine that slows down or recovers meanwhile shows as a
difference between the two. One stream, one frame at a time there; one stream, in chunks of four frames and frame by frame here.
Needs requirements-compare.txt.
"""
import argparse
import json
import shlex
import subprocess

import torch

import time_streamdiffusion as package

HEAD = ("steps", "guidance", "there fps", "again", "here fps", "bare fps", "ratio", "there ms", "here ms")


def engine(options, steps: int, guidance: str) -> dict:
    command = shlex.split(options.brushcast) + [
        "bench", "engine", "--model", options.model, "--device", options.device, "--width", str(options.width),
        "--height", str(options.height), "--streams", "1", "--steps", str(steps), "--guidance", guidance,
        "--seconds", str(options.seconds), "--rounds", "3"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def compare(options, steps: int, guidance: str) -> tuple:
    before = package.measure(options, steps, guidance)
    here = engine(options, steps, guidance)
    after = package.measure(options, steps, guidance)
    speed = here["throughput"]
    ratio = speed["fps"] / max(before["fps"], after["fps"])
    latency = min(before["latencyMs"]["p50"], after["latencyMs"]["p50"])
    return (steps, guidance, before["fps"], after["fps"], f"{speed['fps']:.2f}", f"{speed['floorFps']:.2f}",
            f"{ratio:.2f}", round(latency), round(here["latency"]["loneFrameMillis"]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", help="checkpoint in the diffusers layout")
    parser.add_argument("model", help="model folder made of it")
    parser.add_argument("--brushcast", default="brushcast", metavar="COMMAND", help="how Brushcast is started")
    parser.add_argument("--steps", default="1,2,4", help="numbers of denoising steps")
    parser.add_argument("--guidance", default="none,self,full", help="of none, full, self, initialize")
    parser.add_argument("--width", type=int, default=256)
    parser.add_argument("--height", type=int, default=256)
    parser.add_argument("--frames", type=int, default=15, help="frames to measure there, after warming up")
    parser.add_argument("--seconds", type=int, default=8, help="of each of three rounds here")
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--fp16", action="store_true", help="half precision there; here it is the model's own")
    options = parser.parse_args()
    package.prepare(options.device)
    print(f"streamdiffusion 0.1.1 with PyTorch {torch.__version__} beside Brushcast, {options.device}, "
          f"{options.width}x{options.height}, {torch.get_num_threads()} threads", flush=True)
    print(*(f"{name:>9}" for name in HEAD), flush=True)
    for guidance in options.guidance.split(","):
        for steps in options.steps.split(","):
            print(*(f"{value!s:>9}" for value in compare(options, int(steps), guidance)), flush=True)


if __name__ == "__main__":
    main()
