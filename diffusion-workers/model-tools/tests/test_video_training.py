"""What the video model is trained on and how: clips move as they say, and training runs the window as a stream does."""
import json
import os
import sys

import numpy as np
import pytest
import torch

TRAINING = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "training")
sys.path[:0] = [os.path.join(TRAINING, "video"), TRAINING]

import autoencoder_stage  # noqa: E402
import clips  # noqa: E402
import losses  # noqa: E402
from model import UNet  # noqa: E402
import rollout_stage  # noqa: E402
import run as runs  # noqa: E402
import screens  # noqa: E402
import steady_stage  # noqa: E402
import styles  # noqa: E402
import transformer_stage  # noqa: E402
from brushcast_models.video import painter  # noqa: E402
from brushcast_models.video.autoencoder import Autoencoder, AutoencoderConfig  # noqa: E402
from brushcast_models.video.flow import MotionNoise  # noqa: E402
from brushcast_models.video.transformer import CausalTransformer, TransformerConfig  # noqa: E402
from brushcast_models.video.window import seen  # noqa: E402

CPU = torch.device("cpu")


@pytest.fixture
def pictures(tmp_path):
    """Smooth pictures, and "styles" that are their negatives and their blue parts."""
    random = torch.rand(6, 3, 9, 9, generator=torch.Generator().manual_seed(1))
    smooth = torch.nn.functional.interpolate(random, (128, 128), mode="bicubic").clamp(0, 1).permute(0, 2, 3, 1)
    made = torch.stack([smooth, 1 - smooth, smooth * torch.tensor([0.0, 0.0, 1.0])], 1)
    np.save(tmp_path / "images.npy", (made * 255).to(torch.uint8).numpy())
    json.dump({"names": ["photo", "negative", "blue"]}, open(tmp_path / "meta.json", "w"))
    return clips.Pictures(str(tmp_path), CPU, 2)


def test_an_autoencoder_begins_with_what_clips_are_mostly_made_of(pictures):
    made = clips.Clips(pictures, 2)
    kept = {n: autoencoder_stage.principal(made, n, 64, 6) for n in (4, 32)}
    for n, components in kept.items():
        flat = components.flatten(1)
        torch.testing.assert_close(flat @ flat.T, torch.eye(n), atol=1e-4, rtol=0)
    _, target, _ = made.batch(made.styles(6), 5, 64, 64)
    off = {}
    for n, components in kept.items():
        autoencoder = Autoencoder(AutoencoderConfig(fine=16, coarse=16, deep=16, channels=n)).requires_grad_(False)
        autoencoder.begin_with(components)
        off[n] = float((autoencoder.decoder(autoencoder.encoder(target)[0])[0] - target).abs().mean())
    assert off[32] < 0.6 * off[4] < 0.1


def test_a_video_model_begins_as_the_image_model_frame_by_frame():
    torch.manual_seed(4)
    unet = UNet(text=96).requires_grad_(False)
    unet.a2u.out.weight.zero_(), unet.a2u.out.bias.zero_()  # which the video model has not
    channels = 4 * 3 * 8 * 8  # all that linear halves can know
    autoencoder = Autoencoder(AutoencoderConfig(fine=8, coarse=8, deep=8, channels=channels)).eval().requires_grad_(False)
    autoencoder.begin_with(torch.linalg.qr(torch.randn(channels, channels))[0].reshape(channels, 4, 3, 8, 8))
    autoencoder.mean.uniform_(-1, 1), autoencoder.std.uniform_(0.5, 2)
    transformer = CausalTransformer(TransformerConfig(dim=128, heads=2, layers=2, hidden=64, channels=channels)).eval().requires_grad_(False)
    transformer.painter.begin_with(unet.state_dict(), autoencoder)
    frames, states = torch.rand(1, 3, 4, 32, 48) * 1.6 - 0.8, torch.randn(1, 16, 96)
    latent, _ = autoencoder.encode(frames, [cache * 0 for cache in autoencoder.encode(frames[:, :, :1])[1]])
    time = torch.full((1, 1), 600.0)
    x0 = transformer.clip((1 - painter.noise_scale(time))[0, 0] * latent, time, torch.tensor([[3]]), torch.ones(1, 1, dtype=torch.bool),
                          transformer.text(states))
    got, _ = autoencoder.decoder(autoencoder.raw(x0), [cache * 0 for cache in autoencoder.decoder(x0[:, :, :1])[1]])
    picture = 2 * torch.nn.functional.pixel_unshuffle(frames[0].transpose(0, 1), 4)
    still = torch.cat([torch.zeros_like(picture), picture], 1)
    wanted = unet.x0(still, torch.full((4,), 999), states.expand(4, -1, -1))
    torch.testing.assert_close(got[0].transpose(0, 1), torch.nn.functional.pixel_shuffle(wanted / 2, 4), atol=1e-3, rtol=1e-3)


@pytest.mark.parametrize("name", screens.SCREENS)
def test_a_screen_before_many_frames_is_the_style_of_each(name):
    rough = torch.rand(3, 3, 12, 16, generator=torch.Generator().manual_seed(1))
    frames = torch.nn.functional.interpolate(rough, (48, 64), mode="bicubic").clamp(0, 1)
    got = screens.SCREENS[name](frames).permute(0, 2, 3, 1).numpy()
    for frame, painted in zip(frames.permute(0, 2, 3, 1).numpy(), got):
        np.testing.assert_allclose(painted, styles.STYLES[name][0](np.ascontiguousarray(frame)), atol=1e-4)


def test_a_screen_stands_still_before_a_scene_that_moves(tmp_path):
    photo = torch.rand(3, 1, 128, 128, 3, generator=torch.Generator().manual_seed(1)).expand(3, 2, 128, 128, 3)
    np.save(tmp_path / "images.npy", (photo * 255).to(torch.uint8).numpy())
    json.dump({"names": ["photo", "pixel"]}, open(tmp_path / "meta.json", "w"))
    source, target, _ = clips.Clips(clips.Pictures(str(tmp_path), CPU, 1), 4).batch(np.array([1, 0]), 5, 32, 48)
    block = target[0, :, :, ::4, ::4].repeat_interleave(4, 2).repeat_interleave(4, 3)
    assert float((target[0] - block).abs().mean()) < 0.05, "blocks of 4 x 4, in every frame at the same places"
    torch.testing.assert_close(target[1], source[1])


def test_networks_whose_first_steps_went_far_below_zero_still_learn(pictures):
    _, target, _ = clips.Clips(pictures, 2).batch(np.array([0, 1]), 5, 32, 32)
    autoencoder = Autoencoder(AutoencoderConfig(fine=16, coarse=16, deep=16, channels=4))
    with torch.no_grad():
        for half in (autoencoder.encoder, autoencoder.decoder):
            for memory in half.memories:
                memory.first.bias.fill_(-50)
                memory.second.bias.fill_(-50)
            out = half.out if half is autoencoder.encoder else half.out[0]
            out.weight.fill_(0.01)
    (autoencoder.decoder(autoencoder.encoder(target)[0])[0] - target).abs().mean().backward()
    for name, weight in (*autoencoder.encoder.named_parameters(), *autoencoder.decoder.named_parameters()):
        assert float(weight.grad.abs().max()) > 0, name


def test_a_channel_of_more_spread_keeps_more_of_it():
    std = torch.tensor([8.0, 2.0, 0.5])
    latents = std / autoencoder_stage.tempered(std)
    assert list(latents) == sorted(latents, reverse=True)
    assert float((latents ** 2).mean()) == pytest.approx(1)
    assert float(latents[0] / latents[2]) == pytest.approx(4)  # of 16


def test_a_style_moves_with_the_scene(pictures):
    source, target, camera = clips.Clips(pictures, 4).batch(np.array([1, 1, 0]), 9, 64, 96, front=0)
    assert source.shape == target.shape == (3, 3, 9, 64, 96)
    torch.testing.assert_close(target[:2], -source[:2], atol=0.02, rtol=0)  # at every frame, at every place
    torch.testing.assert_close(target[2], source[2])
    assert float((source[:, :, 1:] - source[:, :, :-1]).abs().mean()) > 1e-3


def test_what_moves_as_the_camera_says_does_not_flicker(pictures):
    source, _, camera = clips.Clips(pictures, 4).batch(np.array([0] * 4), 9, 64, 96, front=0)
    steady = float(clips.warp_error(source, camera))
    assert steady < 0.5
    assert float(clips.warp_error(source.flip(2), camera)) > 2 * steady
    assert float(clips.warp_error(source + 0.1 * torch.randn_like(source), camera)) > 10 * steady


def test_clips_are_the_same_from_the_same_seed(pictures):
    one, two, other = (clips.Clips(pictures, seed).batch(np.array([1]), 5, 32, 32)[0] for seed in (7, 7, 8))
    assert torch.equal(one, two)
    assert not torch.equal(one, other)


def test_held_out_pictures_are_not_trained_on(pictures):
    shown = set()
    pictures_of = pictures.__class__.__call__
    pictures.__class__.__call__ = lambda self, which, style: shown.update(which.tolist()) or pictures_of(self, which, style)
    try:
        batches = clips.Clips(pictures, 1)
        for _ in range(20):
            batches.batch(batches.styles(4), 1, 32, 32)
    finally:
        pictures.__class__.__call__ = pictures_of
    assert shown == set(pictures.train)


def test_a_prompt_that_changes_changes_the_target_from_its_frame_on(pictures):
    styles = np.array([1, 1])
    source, target, _ = clips.Clips(pictures, 2).batch(styles, 9, 32, 32, np.array([0, 1]), 5, front=0)
    torch.testing.assert_close(target[0, :, 5:], source[0, :, 5:])
    torch.testing.assert_close(target[:, :, :5], -source[:, :, :5], atol=0.02, rtol=0)


def test_motion_gives_the_noise_that_a_stream_gives():
    video = torch.rand(2, 3, 13, 8, 8) * 2 - 1
    video[1] = video[1, :, :1]  # still
    scales, times = rollout_stage.motion_levels(video, torch.tensor([0.8, 0.7]))
    for row, start in enumerate((0.8, 0.7)):
        motion, last = MotionNoise(start), video[row, :, 4]
        for latent, at in ((2, 5), (3, 9)):
            scale, time = motion.next(last, list(video[row, :, at : at + 4].unbind(1)))
            last = video[row, :, at + 3]
            assert float(scales[row, latent]) == pytest.approx(scale, abs=1e-6)
            assert abs(float(times[row, latent]) - time) <= 1  # single precision may cut off otherwise
    assert scales[:, 0].tolist() == pytest.approx([0.8, 0.7]) and times[0, :2].tolist() == [700, 700]


def test_a_rollout_of_one_step_is_the_clip_in_one_pass(monkeypatch):
    torch.manual_seed(2)
    transformer = CausalTransformer(TransformerConfig(dim=128, heads=2, layers=2, hidden=64, painter=(16, 16, 24))).eval()
    frames, mu = 9, torch.randn(2, 192, 9, 4, 6) * 16
    cross = transformer.text(torch.randn(2, 16, 96))
    scales, times = torch.full((2, frames), 0.75), torch.full((2, frames), 650.0)
    monkeypatch.setattr(torch, "randn_like", torch.zeros_like)
    with torch.no_grad():
        rolled = rollout_stage.rollout(transformer, mu, scales, times, cross, 1, 0, 40)
        at = torch.tensor([[0, 1, 2, 40, 41, 42, 43, 44, 45]] * 2)
        whole = transformer.clip(0.25 * mu, times, at, torch.tensor(seen(frames, 6, 3)), cross)
    torch.testing.assert_close(rolled, whole, atol=1e-3, rtol=1e-4)


def test_gradients_go_through_the_last_chunks_alone():
    transformer = CausalTransformer(TransformerConfig(dim=128, heads=2, layers=1, hidden=64, painter=(16, 16, 24)))
    mu = torch.randn(1, 192, 6, 4, 4).requires_grad_()
    scales, times = torch.full((1, 6), 0.75), torch.full((1, 6), 650.0)
    rollout_stage.rollout(transformer, mu, scales, times, transformer.text(torch.randn(1, 16, 96)), 2, 2, 3).sum().backward()
    moved = mu.grad.abs().sum((0, 1, 3, 4)) > 0
    assert moved.tolist() == [False] * 4 + [True] * 2


@pytest.mark.parametrize("half", [False, True])
def test_every_stage_moves_all_weights_that_it_trains(pictures, tmp_path, half):
    torch.manual_seed(0)
    run, batches = runs.Run(str(tmp_path), CPU, 10, half), clips.Clips(pictures, 3)
    autoencoder = Autoencoder(AutoencoderConfig(fine=8, coarse=8, deep=8))
    transformer = CausalTransformer(TransformerConfig(dim=128, heads=2, layers=2, hidden=64, painter=(16, 16, 24)))
    texts = lambda styles: torch.randn(len(styles), 16, 96)

    def still(networks, loss):
        for network in networks:
            network.zero_grad()
        loss[0].backward()
        return [name for network in networks for name, p in network.named_parameters() if p.grad is None or not p.grad.abs().sum() > 0]

    halves = [autoencoder.encoder, autoencoder.decoder]
    assert still(halves, autoencoder_stage.loss_of(run, batches, autoencoder, 2, 32, 1.0, 0.2)(1, 0.5)) == []
    loss = transformer_stage.loss_of(run, batches, texts, autoencoder, transformer, 2, 5, [(32, 48)])
    assert still([transformer], loss(1, 0.5)) == []
    loss = rollout_stage.loss_of(run, batches, texts, autoencoder, transformer, 2, 1.0, 6, 2, [(32, 48)])
    for step in (0, 1):
        assert still([transformer, autoencoder.decoder], loss(step, 0.5)) == []
    steady = autoencoder.steady
    for layer in (steady.far_motion, steady.near_motion, steady.blend):
        torch.nn.init.normal_(layer.weight, std=0.1)  # which are nothing at first, and let nothing through to those before them
    loss = steady_stage.loss_of(run, batches, texts, autoencoder, transformer, steady, 2, 1.0, [(32, 48)])
    assert still([steady], loss(0, 0.5)) == []


def test_levels_and_positions_are_those_of_streams():
    rng = np.random.default_rng(0)
    scale, time = transformer_stage.noise_levels(rng, 50, 10)
    assert scale.min() > 0.49 and scale.max() < 0.86 and (time[:, :2] == 700).all()
    assert (np.abs(time[:, 2:] - (1000 * scale[:, 2:] - 100)) <= 1).all()
    at = transformer_stage.positions(rng, 50, 10)
    assert (at[:, :3] == [0, 1, 2]).all() and at.max() < 50 and at.min() == 0
    assert (np.isin(np.diff(at[:, 3:], axis=1), [1, 5 - 49])).all()


def test_losses_are_nothing_for_what_is_equal():
    video = torch.rand(2, 3, 5, 32, 32)
    assert losses.pixels(video, video).abs().max() < 1e-6 and losses.steps(video, video).abs().max() < 1e-6
    assert (losses.pixels(video + 0.1, video) > 0.05).all()


def test_a_training_that_was_left_goes_on_where_it_was(tmp_path):
    def stage(most):
        torch.manual_seed(0)
        network = torch.nn.Linear(2, 1)
        run = runs.Run(str(tmp_path), CPU, 0)  # saves after every step
        loss = lambda step, progress: ((network(torch.ones(1, 2)) - 3).square().mean(), {})
        if most == "left":
            calls = iter(range(4))
            broken = lambda step, progress: loss(step, progress) if next(calls) < 3 else 1 / 0
            with pytest.raises(ZeroDivisionError):
                runs.train(run, "one", 10, {"net": network}, {"net": 0.1}, broken, 0.9, 1, 6, 1)
        else:
            runs.train(run, "one", 10, {"net": network}, {"net": 0.1}, loss, 0.9, 1, 6, 1)
        return run.state["one"]

    assert stage("left")["step"] == 3
    done = stage("whole")
    assert done["step"] == 6 and done["done"]
    steps = [json.loads(line)["step"] for line in open(tmp_path / "log.jsonl")]
    assert steps == [1, 2, 3, 4, 5, 6]
    assert stage("whole")["step"] == 6  # nothing is left to do
