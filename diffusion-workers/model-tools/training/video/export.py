#!/usr/bin/env python3
"""Exports a trained video model, or one of random weights, to a model folder.

    python3 export.py --run RUN OUT             RUN/autoencoder.pt and RUN/transformer.pt, of train.py
    python3 export.py --random OUT              random weights: speed does not depend on them
"""
import argparse
import os
import sys

import torch

HERE = os.path.dirname(os.path.abspath(__file__))
TOOLS = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, TOOLS)

from brushcast_models.errors import ModelError  # noqa: E402
from brushcast_models.video import folder  # noqa: E402
from brushcast_models.video.autoencoder import Autoencoder, AutoencoderConfig  # noqa: E402
from brushcast_models.video.transformer import CausalTransformer, TransformerConfig  # noqa: E402

IMAGE_MODEL = os.path.join(os.path.dirname(TOOLS), "engine/src/main/resources/models/builtin")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", help="folder to make")
    weights = parser.add_mutually_exclusive_group(required=True)
    weights.add_argument("--run", help="folder of the training")
    weights.add_argument("--random", action="store_true")
    parser.add_argument("--image-model", default=IMAGE_MODEL, help="folder whose text encoder and tokenizer are taken")
    parser.add_argument("--full", action="store_true", help="weights in single precision (default: half on disk)")
    parser.add_argument("--blocks", action="store_true",
                        help="the transformer's blocks one by one as well, to part them over devices (transformer/blocks)")
    parser.add_argument("--adaptive", action="store_true", help="the step that can replace sinks as well (step_adaptive.onnx)")
    a = parser.parse_args()
    try:
        if a.random:
            torch.manual_seed(0)
            autoencoder, transformer = Autoencoder().eval(), CausalTransformer().eval()
        else:
            autoencoder = folder.load(f"{a.run}/autoencoder.pt", "autoencoder", Autoencoder, AutoencoderConfig)
            transformer = folder.load(f"{a.run}/transformer.pt", "transformer", CausalTransformer, TransformerConfig)
        errors = folder.write(a.out, autoencoder, transformer, a.image_model, not a.full, blocks=a.blocks,
                              adaptive=a.adaptive)
    except ModelError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    size = lambda path: f"{os.path.getsize(os.path.join(a.out, path)):>9}  {path}"
    for path, error in errors.items():
        print(f"{size(path)}  off by {error:.1e}")
    for part in sorted({os.path.dirname(path) for path in errors}):
        print(size(os.path.join(part, folder.WEIGHTS)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
