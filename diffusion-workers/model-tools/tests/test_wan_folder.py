"""Published files of causal Wan2.1 become a model folder, or are refused."""
import json
import os

import onnx
import pytest
import torch

import export_wan
from brushcast_models.errors import ModelError
from brushcast_models.wan import checkpoint, graph_file, graphs
from brushcast_models.wan.autoencoder import WanAutoencoder
from brushcast_models.wan.taehv import Taehv
from brushcast_models.wan.transformer import CausalWan
from brushcast_models.wan.umt5 import Umt5, Umt5Config
from small_wan import SMALL, random


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Small random weights in files as they are published."""
    base = tmp_path_factory.mktemp("published")
    os.makedirs(base / "google/umt5-xxl")
    (base / "google/umt5-xxl/tokenizer.json").write_text("{}")
    (base / "config.json").write_text(json.dumps(
        {"dim": 64, "num_heads": 2, "num_layers": 2, "ffn_dim": 128, "text_dim": 32, "text_len": 16, "_class_name": "WanModel"}))
    torch.save({"generator": {f"model.{n}": x for n, x in random(CausalWan(SMALL)).state_dict().items()}}, base / "model.pt")
    torch.save(random(WanAutoencoder(4)).state_dict(), base / checkpoint.AUTOENCODER)
    torch.save({n: x.bfloat16() for n, x in random(Umt5(Umt5Config(100, 32, 48, 4, 2))).state_dict().items()},
               base / checkpoint.TEXT_ENCODER)
    torch.save(random(Taehv((16, 12, 8, 8))).state_dict(), base / "taew2_1.pth")
    return base


@pytest.mark.parametrize("precision,float_ports", [("fp32", "tensor(float)"), ("fp16", "tensor(float16)"), ("bf16", "tensor(bfloat16)")])
def test_a_folder_is_made_of_published_files_in_each_precision(published, precision, float_ports, tmp_path):
    out = str(tmp_path / "model")
    arguments = [str(published), str(published), out, "--precision", precision]
    assert export_wan.main(arguments + (["--taehv", str(published / "taew2_1.pth")] if precision == "fp16" else [])) == 0

    assert json.load(open(f"{out}/model_index.json"))["_class_name"] == "CausalVideoPipeline"
    run = json.load(open(f"{out}/scheduler/scheduler_config.json"))
    assert (run["window"], run["sinks"], run["sink_threshold"], run["steps"]) == (6, 3, 0.2, 2)
    assert json.load(open(f"{out}/text_encoder/config.json"))["text_len"] == 16
    step = onnx.load(f"{out}/transformer/step_adaptive.onnx", load_external_data=False)
    types = {port.name: port.type.tensor_type.elem_type for port in step.graph.input}
    assert types["latent"] == types["past_k.0"] == {"fp32": 1, "fp16": 10, "bf16": 16}[precision]
    assert types["timestep"] == types["adapt_thr"] == 1
    assert os.path.isfile(f"{out}/taehv_decoder/model.onnx") == (precision == "fp16")
    assert os.path.isfile(f"{out}/vae_decoder/step.onnx") == (precision != "fp16")


def test_graphs_of_a_transformer_share_their_weights(published, tmp_path):
    out = str(tmp_path / "model")
    assert export_wan.main([str(published), str(published), out, "--fast", "--no-text-encoder"]) == 0
    of = lambda name: {(e.value) for w in onnx.load(f"{out}/transformer/{name}.onnx", load_external_data=False).graph.initializer
                       for e in w.external_data if e.key == "offset"}
    assert of("step") and of("step") <= of("step_adaptive") | of("step")
    assert len(of("step") & of("step_adaptive")) > len(of("step")) / 2
    assert not os.path.exists(f"{out}/text_encoder/model.onnx")
    assert json.load(open(f"{out}/scheduler/scheduler_config.json"))["sink_threshold"] == -1


def test_weights_of_another_model_are_refused_and_no_folder_is_left(published, tmp_path, capsys):
    weights = torch.load(published / "model.pt", weights_only=True)["generator"]
    weights.pop("model.blocks.1.ffn.0.weight")
    torch.save(weights, tmp_path / "model.pt")
    out = str(tmp_path / "model")
    assert export_wan.main([str(published), str(tmp_path), out]) == 1
    assert "lacks 1 weights, the first blocks.1.ffn.0.weight: it is of another model" in capsys.readouterr().err
    assert sorted(os.listdir(tmp_path)) == ["model.pt"]

    (tmp_path / "model.pt").write_bytes(b"PK\x03\x04 cut short")
    assert export_wan.main([str(published), str(tmp_path), out]) == 1
    assert "no file of PyTorch weights" in capsys.readouterr().err


def test_a_network_that_the_graph_is_not_of_fails_the_export(tmp_path):
    network = random(CausalWan(SMALL))
    graph = graphs.step(network)
    graph.module.forward = _off(graph.module.forward)
    with pytest.raises(ModelError, match="off by"):
        graph_file.write(graph, str(tmp_path / "graph.onnx"), "fp32")


def _off(forward):
    calls = []

    def changed(*inputs):
        calls.append(1)
        flow, *rest = forward(*inputs)
        return flow * (1.001 if len(calls) <= len(graph_file.SIZES) else 1), *rest

    return changed
