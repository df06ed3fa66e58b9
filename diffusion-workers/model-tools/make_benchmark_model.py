"""Makes a model with random weights to benchmark on: speed does not depend on them.

    python make_benchmark_model.py bench-model --checkpoint bench-checkpoint
    python make_benchmark_model.py turbo-model --shape sd-turbo --fp16

`small` is SD-1.5-shaped, with a UNet of 23.6 million parameters, for CPUs; `sd-turbo` has SD-Turbo's UNet in its real size,
for GPUs. Both have the tiny autoencoder in its real size.
"""
import argparse
import os
import sys

import torch

from brushcast_models import checkpoint, folder, random_models

SHAPES = {"small": random_models.benchmark, "sd-turbo": random_models.sd_turbo}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", help="model folder to make")
    parser.add_argument("--shape", choices=SHAPES, default="small")
    parser.add_argument("--checkpoint", metavar="DIR", help="keep the checkpoint too, for time_streamdiffusion.py")
    parser.add_argument("--fp16", action="store_true", help="half precision, for GPUs")
    options = parser.parse_args(arguments)
    if os.path.exists(options.out):
        print(f"error: {options.out} is there already: remove it, or give another name", file=sys.stderr)
        return 1
    with torch.no_grad():
        pipe = SHAPES[options.shape]()
    if options.checkpoint:
        pipe.save_pretrained(options.checkpoint)
    folder.write(checkpoint.of(pipe), options.out, options.fp16)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
