#!/usr/bin/env python3
"""Times a video model's folder on this machine's CPU, part by part, in wall-clock time and in time of the process's threads."""
import argparse
import json
import time

import numpy as np

from brushcast_models.video import graph_file

LATENT = 8


def feed(session, rows: int, frames: int, slots: int, height: int, width: int) -> dict:
    """Random inputs of a size in pixels."""
    random = np.random.default_rng(0)
    tokens = height * width // 256
    made = {}
    for port in session.get_inputs():
        name, shape = port.name, port.shape
        if name == "frames":
            sides = [1, 3, shape[2], height, width]
        elif name == "latent":
            sides = [rows, shape[1], frames, height // LATENT, width // LATENT]
        elif name == "timestep":
            sides = [rows, frames]
        elif name == "start_frame":
            sides = [rows]
        elif name == "slot_mask":
            sides = [shape[0], rows, slots]
        elif name.startswith("past"):
            sides = [rows, slots * tokens, *shape[2:]]
        else:
            sides = [1 if isinstance(n, str) else n for n in shape]
        kind = {"tensor(float)": np.float32, "tensor(int64)": np.int64, "tensor(bool)": bool}[port.type]
        made[name] = np.ones(sides, kind) if kind is not np.float32 else random.standard_normal(sides).astype(kind)
    return made


def caches(folder: str, half: str, threads: int, height: int, width: int) -> dict:
    first = graph_file.session(f"{folder}/vae_{half}/first.onnx", threads)
    out = first.run(None, feed(first, 1, 1, 1, height, width))
    return {port.name.replace("_out", ""): x for port, x in zip(first.get_outputs(), out) if port.name.startswith("cache")}


def timed(session, inputs: dict, runs: int) -> tuple[float, float]:
    """Milliseconds of a run: the fastest by the clock, and by the threads' time."""
    session.run(None, inputs)
    wall, threads = [], []
    for _ in range(runs):
        clock, spent = time.perf_counter(), time.process_time()
        session.run(None, inputs)
        wall.append(time.perf_counter() - clock)
        threads.append(time.process_time() - spent)
    return 1e3 * min(wall), 1e3 * min(threads)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", help="the model")
    parser.add_argument("--size", default="256x144", help="of the frames (default %(default)s)")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--steps", type=int, default=2, help="denoising steps of a chunk")
    parser.add_argument("--window", type=int, default=6)
    parser.add_argument("--runs", type=int, default=10)
    a = parser.parse_args()
    width, height = map(int, a.size.split("x"))
    total = [0.0, 0.0]
    parts = {}
    for name, times in (("vae_encoder/step", 1), ("transformer/step", a.steps), ("vae_decoder/step", 1)):
        session = graph_file.session(f"{a.folder}/{name}.onnx", a.threads)
        inputs = feed(session, 1, 1, a.window, height, width)
        if name.startswith("vae"):
            inputs |= caches(a.folder, name[4:11], a.threads, height, width)
        spent = timed(session, inputs, a.runs)
        parts[name] = [round(x, 1) for x in spent]
        total = [sum_ + times * x for sum_, x in zip(total, spent)]
    print(json.dumps({"size": a.size, "threads": a.threads, "steps": a.steps, "milliseconds_wall_and_threads": parts,
                      "chunk_ms": round(total[0], 1), "chunk_thread_ms": round(total[1], 1),
                      "frames_per_second": round(4e3 / total[0], 1)}))


if __name__ == "__main__":
    main()
