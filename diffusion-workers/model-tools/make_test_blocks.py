#!/usr/bin/env python3
"""Makes the transformer of random weights that the engine's tests part over devices: the whole step, and its blocks.

    python3 make_test_blocks.py ../engine/src/test/resources/video-blocks
"""
import os
import sys

import onnx
import torch

from brushcast_models.video import graph_file, graphs
from brushcast_models.video.transformer import CausalTransformer, TransformerConfig


def shorten(path: str) -> None:
    """Without names that nobody asks for, which are most of a small graph."""
    model = onnx.load(path)
    known = {port.name: port.name for port in [*model.graph.input, *model.graph.output]} | {"": ""}
    short = lambda name: known.setdefault(name, f"x{len(known)}")
    del model.graph.value_info[:]
    for weight in model.graph.initializer:
        weight.name = short(weight.name)
    for node in model.graph.node:
        node.name = node.doc_string = ""
        node.input[:], node.output[:] = map(short, node.input), map(short, node.output)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def main() -> int:
    torch.manual_seed(3)
    transformer = CausalTransformer(TransformerConfig(dim=24, heads=2, layers=4, hidden=24, freq_dim=16, text_dim=24, channels=32, painter=(8, 8, 8))).eval()
    made = {"transformer/step_adaptive.onnx": graphs.step(transformer, adaptive=True),
            "transformer/text_kv.onnx": graphs.text_keys(transformer)} | graphs.block_graphs(transformer)
    for name, graph in made.items():
        path = os.path.join(sys.argv[1], name)
        error = graph_file.write(graph, path)
        shorten(path)
        print(f"{os.path.getsize(path):>9}  {name}  off by {error:.1e}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
