"""Makes the model that benchmarks run on: SD-1.5-shaped, a UNet of 23.6 million parameters and TAESD, random weights.

    python make_benchmark_model.py bench-model [--checkpoint bench-checkpoint] [--fp16]
"""
import argparse
import os
import tempfile

from brushcast_models import checkpoint, folder, random_models


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", help="model folder to make")
    parser.add_argument("--checkpoint", metavar="DIR", help="keep the checkpoint too, for time_streamdiffusion.py")
    parser.add_argument("--fp16", action="store_true", help="half precision, for GPUs")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        made = options.checkpoint or os.path.join(scratch, "checkpoint")
        random_models.benchmark().save_pretrained(made)
        folder.write(checkpoint.load(made), options.out, options.fp16)


if __name__ == "__main__":
    main()
