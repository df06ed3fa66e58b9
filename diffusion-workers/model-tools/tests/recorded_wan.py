"""Weights of the recorded graphs, which the reference's own classes were exported to, by the names that checkpoints have."""
import os
import re

import onnx
import torch
from onnx import numpy_helper

GRAPHS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../engine/src/test/resources/vectors-video/models-a")


def path(name: str) -> str:
    return os.path.join(GRAPHS, name + ".onnx")


def named(name: str, prefix: str) -> dict:
    """Those that the exporter has left their names."""
    return {w.name.removeprefix(prefix): torch.from_numpy(numpy_helper.to_array(w).copy())
            for w in onnx.load(path(name)).graph.initializer if w.name.startswith(prefix)}


def multiplied(name: str) -> dict:
    """Those of products and sums, by the name of their node: of the same layer of each block in turn."""
    graph = onnx.load(path(name)).graph
    held = {w.name: torch.from_numpy(numpy_helper.to_array(w).copy()) for w in graph.initializer}
    return {node.name: held[name] for node in graph.node for name in node.input if name in held and held[name].dim() >= 2}


def transformer() -> dict:
    step, text = multiplied("dit_step"), multiplied("text_kv")
    found = named("dit_step", "m.") | named("text_kv", "m.")
    counted = lambda layer, at: layer if at == 0 else f"{layer}_{at}"
    for block in (0, 1):
        for attention, at in (("self_attn", 2 * block), ("cross_attn", 2 * block + 1)):
            for layer in "qo":
                found[f"blocks.{block}.{attention}.{layer}.weight"] = step[f"/{counted(layer, at)}/MatMul"].T
        for layer in "kv":
            found[f"blocks.{block}.self_attn.{layer}.weight"] = step[f"/{counted(layer, block)}/MatMul"].T
            found[f"blocks.{block}.cross_attn.{layer}.weight"] = text[f"/{counted(layer, block)}/MatMul"].T
        for layer in (0, 2):
            found[f"blocks.{block}.ffn.{layer}.weight"] = step[f"/ffn/{counted(f'ffn.{layer}', block)}/MatMul"].T
    for layer in (0, 2):
        found[f"text_embedding.{layer}.weight"] = text[f"/text_embedding/text_embedding.{layer}/MatMul"].T
    found["head.head.weight"] = step["/head/MatMul"].T
    number = lambda node: int(re.sub(r"\D", "", node))
    sums = sorted((node for node, w in step.items() if w.dim() == 4 and w.shape[:2] == (1, 1) and w.shape[2] in (2, 6)), key=number)
    for node, name in zip(sums, ("blocks.0.modulation", "blocks.1.modulation", "head.modulation"), strict=True):
        found[name] = step[node][0]
    return found


def autoencoder() -> dict:
    found = {}
    for name in ("vae_enc_first", "vae_enc_step", "vae_dec_first", "vae_dec_step"):
        found |= named(name, "vae.")
    return found


def taehv() -> dict:
    return named("taehv_dec", "t.")
