"""Exports small random checkpoints of every supported shape and runs what came out."""
import json
import os

import numpy as np
import onnxruntime
import pytest
import torch
from peft import LoraConfig
from peft.utils import get_peft_model_state_dict

import export_model
from brushcast_models import graphs, random_models

SHAPES = {
    "sd15": random_models.sd15,
    "sd2": random_models.sd2,
    "sdxl": random_models.sdxl,
    "instruct_pix2pix": random_models.instruct_pix2pix,
    "lcm": random_models.lcm,
}


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """Checkpoints and folders by shape and options, each made once."""
    place, known = tmp_path_factory.mktemp("made"), {}

    def checkpoint(shape: str) -> str:
        path = str(place / shape)
        if not os.path.exists(path):
            SHAPES[shape]().save_pretrained(path)
        return path

    def folder(shape: str, *options: str) -> str:
        if (shape, options) not in known:
            out = str(place / f"{shape}-{len(known)}")
            assert export_model.main([checkpoint(shape), out, *options]) == 0
            known[shape, options] = out
        return known[shape, options]

    folder.checkpoint = checkpoint
    return folder


@pytest.fixture(params=SHAPES)
def shape(request):
    return request.param


def session(folder: str, part: str) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(f"{folder}/{part}/model.onnx", providers=["CPUExecutionProvider"])


def unet_inputs(unet: onnxruntime.InferenceSession, rows: int) -> dict:
    random = np.random.default_rng(7)
    feed = {}
    for port in unet.get_inputs():
        sides = [rows] + [8 if not isinstance(n, int) and port.name == "sample" else n for n in port.shape[1:]]
        sides = [n if isinstance(n, int) else 77 for n in sides]
        kind = {"tensor(float)": np.float32, "tensor(float16)": np.float16, "tensor(int64)": np.int64}[port.type]
        feed[port.name] = (np.linspace(999, 99, rows) if port.name == "timestep"
                           else random.standard_normal(sides)).astype(kind)
    return feed


def unet_output(folder: str) -> np.ndarray:
    unet = session(folder, "unet")
    return unet.run(None, unet_inputs(unet, 2))[0]


def test_every_shape_is_exported_and_matches_torch(made, shape):
    # That the graphs match is checked as they are written: an export that does not match fails.
    out = made(shape)

    parts = {"unet", "vae_encoder", "vae_decoder", "text_encoder", "tokenizer", "scheduler", "model_index.json"}
    parts |= {"text_encoder_2", "tokenizer_2"} if shape == "sdxl" else set()
    assert set(os.listdir(out)) == parts
    assert json.load(open(f"{out}/model_index.json"))["_class_name"] == type(SHAPES[shape]()).__name__
    assert [o.name for o in session(out, "vae_encoder").get_outputs()] == ["latent_parameters"]


def test_rows_at_different_steps_share_a_batch(made, shape):
    unet = session(made(shape), "unet")
    feed = unet_inputs(unet, 3)
    together = unet.run(None, feed)[0]
    for row in range(3):
        alone = unet.run(None, {name: value[row : row + 1] for name, value in feed.items()})[0]
        np.testing.assert_allclose(together[row : row + 1], alone, atol=1e-4 * np.abs(together).max())


def test_a_distilled_network_is_told_the_guidance_scale_of_each_row(made):
    unet = session(made("lcm"), "unet")
    assert json.load(open(f"{made('lcm')}/unet/config.json"))["time_cond_proj_dim"] == 32
    feed = unet_inputs(unet, 2)
    assert feed["timestep_cond"].shape == (2, 32)
    told = unet.run(None, feed)[0]
    feed["timestep_cond"][1] += 1
    changed = unet.run(None, feed)[0]
    np.testing.assert_array_equal(told[0], changed[0])
    assert np.abs(told[1] - changed[1]).max() > 1e-4 * np.abs(told).max()


def test_the_tiny_autoencoder_replaces_the_checkpoints_own(made, tmp_path):
    random_models.tiny_vae().save_pretrained(tmp_path / "taesd")
    out = made("sd15", "--taesd", str(tmp_path / "taesd"))

    assert json.load(open(f"{out}/vae_decoder/config.json"))["_class_name"] == "AutoencoderTiny"
    (latent,) = session(out, "vae_encoder").run(None, {"sample": np.zeros((1, 3, 64, 48), np.float32)})
    assert latent.shape == (1, 4, 8, 6)


def lora(tmp_path, pipe, name: str = "lora.safetensors", rank: int = 4) -> str:
    """A LoRA with random weights in every attention layer of the UNet."""
    torch.manual_seed(3)
    pipe.unet.add_adapter(LoraConfig(r=rank, lora_alpha=rank, init_lora_weights=False,
                                     target_modules=["to_k", "to_q", "to_v", "to_out.0"]))
    pipe.save_lora_weights(str(tmp_path), unet_lora_layers=get_peft_model_state_dict(pipe.unet), weight_name=name)
    return str(tmp_path / name)


@pytest.mark.parametrize("kind", ["sd15", "sdxl"])
def test_a_lora_changes_the_output_as_it_does_in_torch(made, tmp_path, kind):
    adapted = SHAPES[kind]()
    weights = lora(tmp_path, adapted)
    plain = unet_output(made(kind))
    out = made(kind, "--lora", weights)
    whole = unet_output(out)
    half = unet_output(made(kind, "--lora", f"{weights}:0.5"))

    difference = np.abs(whole - plain).max() / np.abs(plain).max()
    assert difference > 0.01
    assert 0 < np.abs(half - plain).max() < np.abs(whole - plain).max()
    feed = unet_inputs(session(out, "unet"), 2)
    with torch.no_grad():
        wanted = graphs.unet(adapted.unet).module(*(torch.from_numpy(value) for value in feed.values())).numpy()
    np.testing.assert_allclose(whole, wanted, atol=1e-4 * np.abs(wanted).max())


def test_a_lora_of_another_model_is_refused(made, tmp_path, capsys):
    weights = lora(tmp_path, random_models.sd2())
    assert export_model.main([made.checkpoint("sd15"), str(tmp_path / "out"), "--lora", weights]) == 1
    assert "error:" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_an_lcm_lora_brings_its_scheduler(made, tmp_path):
    out = made("sd15", "--lcm-lora", lora(tmp_path, random_models.sd15(), "lcm.safetensors"))
    assert json.load(open(f"{out}/scheduler/scheduler_config.json"))["_class_name"] == "LCMScheduler"
    assert not np.allclose(unet_output(out), unet_output(made("sd15")), rtol=1e-2)


def test_half_precision_stays_close(made, shape):
    full, half = made(shape), made(shape, "--fp16")
    assert session(half, "unet").get_inputs()[0].type == "tensor(float16)"
    assert [p.type for p in session(half, "unet").get_inputs() if p.name == "timestep"] == ["tensor(int64)"]
    wanted = unet_output(full)
    np.testing.assert_allclose(unet_output(half), wanted, atol=4e-2 * np.abs(wanted).max())
    assert os.path.getsize(f"{half}/unet/model.onnx") < 0.7 * os.path.getsize(f"{full}/unet/model.onnx")


def test_weights_can_lie_beside_the_graph(made):
    inside, beside = made("sd15"), made("sd15", "--external-data")
    assert os.path.getsize(f"{beside}/unet/model.onnx") < 0.5 * os.path.getsize(f"{inside}/unet/model.onnx")
    assert sorted(os.listdir(f"{beside}/unet")) == ["config.json", "model.onnx", "model.onnx_data"]
    np.testing.assert_array_equal(unet_output(inside), unet_output(beside))


def test_an_existing_folder_is_not_overwritten(tmp_path, capsys):
    assert export_model.main([str(tmp_path), str(tmp_path)]) == 1
    assert "is there already" in capsys.readouterr().err


def test_what_is_no_checkpoint_is_refused(tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    assert export_model.main([str(tmp_path / "empty"), str(tmp_path / "out")]) == 1
    assert "not a checkpoint in the diffusers layout" in capsys.readouterr().err
