"""What steadies a stream's pictures: it finds where things have gone, and shows what is new as it was painted."""
import os
import sys

import pytest
import torch

TRAINING = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "training")
sys.path[:0] = [os.path.join(TRAINING, "video"), TRAINING]

import steady_stage  # noqa: E402
from brushcast_models.video.steady import Steady, move  # noqa: E402
from clips import film, warp_error  # noqa: E402


def scene(seed: int = 1, size: int = 96) -> torch.Tensor:
    rough = torch.rand(1, 3, size // 4, size // 4, generator=torch.Generator().manual_seed(seed))
    return torch.nn.functional.interpolate(rough, (size, size), mode="bicubic").clamp(0, 1) * 2 - 1


def without_middle(x: torch.Tensor) -> torch.Tensor:
    return x[..., 12:-12, 12:-12]


@pytest.mark.parametrize("x,y", [(0, 0), (2, 0), (-4, 2), (4, -4)])
def test_a_picture_that_has_moved_is_found_where_it_was(x, y):
    steady, shown = Steady(), scene()
    steady.sure.data.fill_(8)
    frame = torch.roll(shown, (-y, -x), (2, 3))  # what is here now was x to the right of it and y below
    _, moved, _ = steady.look(frame, shown)
    found = without_middle(moved).mean((0, 2, 3))
    torch.testing.assert_close(found, torch.tensor([float(x), float(y)]), atol=0.3, rtol=0)
    torch.testing.assert_close(without_middle(move(shown, torch.tensor([x, y]).float().reshape(1, 2, 1, 1).expand(1, 2, 96, 96))),
                               without_middle(frame))


def test_no_more_comes_out_than_a_mixture_of_the_two():
    steady, frame, shown = Steady(), scene(1), scene(2)
    steady.blend.bias.data.fill_(-50)
    torch.testing.assert_close(steady(frame, shown), frame)
    steady.blend.bias.data.fill_(50)
    torch.testing.assert_close(steady(frame, shown), move(shown, steady.look(frame, shown)[1]).clamp(-1, 1))


def test_a_streams_first_picture_is_shown_as_it_is():
    frames = torch.stack([scene(n) for n in range(3)], 2)
    out, shown = Steady().clip(frames)
    assert torch.equal(out[:, :, 0], frames[:, :, 0])
    assert torch.equal(out[:, :, 2], shown)
    assert not torch.allclose(out[:, :, 1], frames[:, :, 1])


def test_a_still_scene_of_new_noise_flickers_less():
    steady, still = Steady(), scene()
    frames = torch.stack([still + 0.1 * torch.randn_like(still) for _ in range(8)], 2)
    steady.blend.bias.data.fill_(1)
    steady.sure.data.fill_(2)
    camera = torch.zeros(1, 8, 4)
    assert warp_error(steady.clip(frames)[0][:, :, 1:], camera[:, 1:]) < 0.6 * warp_error(frames[:, :, 1:], camera[:, 1:])


def test_where_pixels_were_is_where_the_camera_saw_them():
    camera = torch.tensor([[[0.0, 0, 0, 0], [3, -2, 0.05, 0.03], [5, -2, 0.1, 0]]])
    seen = film(scene(size=128), camera, 48, 64)
    moved = steady_stage.moved_by(camera, 48, 64)
    assert moved.shape == (1, 2, 2, 48, 64)
    for at in (1, 2):
        known = steady_stage.inside(moved[:, at - 1])
        off = (seen[:, :, at] - move(seen[:, :, at - 1], moved[:, at - 1])).abs() * known
        assert float(off.mean()) < 0.1 * float((seen[:, :, at] - seen[:, :, at - 1]).abs().mean())
